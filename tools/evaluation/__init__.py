"""How well the methods do: published figures hidden and recovered, projections and outcomes.

``make evaluate`` runs everything, `__main__`, on a folder of downloads:

- `releases` reads whole OEWS workbooks; `distributions` hides their figures from our curves and
  from those of `peers`;
- `calibrating` makes the bands of `hitdata.distribution.bands`, `hit_rates` checks them;
- `projections` writes the scorecard of projections and the hit rates of their fan; `page` says it
  all in Markdown.
"""
