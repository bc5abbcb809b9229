"""Made-up figures: one that keeps every rule, and others that differ from it."""

import pandas as pd

ROW = {
    "publisher": "BLS", "source": "OEWS", "release": "2023-05", "occupation": "Medical Assistants",
    "soc": "31-9092", "soc_system": "SOC 2018", "soc_match": "published", "level": "detailed",
    "area": "US", "industry": "cross-industry", "measure": "wage", "statistic": "p50",
    "unit": "USD/year", "printed": "42000", "value": 42000, "bound": "=", "status": "normal",
    "period": "2023-05", "file": "made-up.xlsx", "locator": "A1", "sha256": "0",
}  # fmt: skip


def rows(*changes: dict) -> pd.DataFrame:
    """Return made-up figures, each the row above with some changes."""
    return pd.DataFrame([ROW | change for change in changes])
