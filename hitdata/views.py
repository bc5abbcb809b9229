"""How results show in notebooks: tables of text, read from left to right."""

from __future__ import annotations

import pandas as pd

__all__ = ["as_html"]


def as_html(rows: pd.DataFrame, *, header: bool = True) -> str:
    """Return rows as an HTML table whose texts are whole and set flush left.

    Notebooks set tables flush right, which suits numbers and no sentence.

    >>> print(as_html(pd.DataFrame({"step": ["period"]}), header=False))
    <table class="dataframe">
      <tbody>
        <tr>
          <td style="text-align: left">period</td>
        </tr>
      </tbody>
    </table>
    """
    with pd.option_context("display.max_colwidth", None):
        html = rows.to_html(index=False, header=header, border=0, justify="left", na_rep="")
    return html.replace("<td>", '<td style="text-align: left">').replace(' border="0"', "")
