"""How well the methods do: published figures hidden and recovered, projections and outcomes."""
