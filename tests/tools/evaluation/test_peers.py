"""Peers are themselves: each finds its own curve again, and its mean is SciPy's."""

import numpy as np
import pytest
from scipy import stats

from tools.evaluation.peers import PEERS, log_mean

SHARES = np.array([0.1, 0.25, 0.5, 0.75, 0.9])
PEER = {peer.name: peer for peer in PEERS}

#: A distribution of each family that SciPy has, at the scale of yearly wages.
TRUE = {
    "lognormal": stats.lognorm(0.4, scale=50_000),
    "three-parameter lognormal": stats.lognorm(0.5, loc=20_000, scale=30_000),
    "Dagum": stats.burr(5.0, 0.7, scale=60_000),
}


@pytest.mark.parametrize("name", TRUE)
@pytest.mark.parametrize("use_mean", [False, True])
def test_a_family_finds_its_own_member(name, use_mean):
    """Percentiles of a member, with its mean or without, give the member back: p99 and mean."""
    true, peer = TRUE[name], PEER[name]
    mean = np.log([true.mean()]) if use_mean else None
    found = peer.fit(SHARES, np.log(true.ppf(SHARES))[None], mean)
    upper = np.exp(peer.curve(found, stats.norm.ppf([0.99])))
    assert upper.item() == pytest.approx(true.ppf(0.99), rel=2e-3)
    assert np.exp(log_mean(peer, found)).item() == pytest.approx(true.mean(), rel=2e-3)


@pytest.mark.parametrize("terms", [3, 4])
def test_a_metalog_is_least_squares(terms):
    """Metalogs are linear in their terms: NumPy's least squares finds the same curve."""
    logs = np.log(
        [[30_000, 38_000, 50_000, 69_000, 88_000], [31_000, 40_000, 44_000, 60_000, 99e3]]
    )
    logit = np.log(SHARES / (1 - SHARES))
    columns = [np.ones(5), logit, (SHARES - 0.5) * logit, SHARES - 0.5][:terms]
    basis = np.stack(columns, axis=1)
    expected = basis @ np.linalg.lstsq(basis, logs.T, rcond=None)[0]
    peer = PEER[f"metalog, {terms} terms"]
    found = peer.curve(peer.fit(SHARES, logs), stats.norm.ppf(SHARES))
    np.testing.assert_allclose(found, expected.T, atol=1e-4)


@pytest.mark.parametrize("name", PEER)
def test_a_fit_is_a_minimum(name):
    """No parameter, moved a little either way, brings the curve nearer to the percentiles."""
    peer, z = PEER[name], stats.norm.ppf(SHARES)
    logs = np.log([[30_000, 38_000, 50_000, 69_000, 99_000]])
    found = peer.fit(SHARES, logs)

    def misfit(parameters):
        return ((peer.curve(parameters, z) - logs) ** 2).sum()

    for step in np.eye(found.shape[1]) * 0.01:
        assert misfit(found) < min(misfit(found + step), misfit(found - step))
