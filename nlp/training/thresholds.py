"""Where each head starts to speak: set on out-of-fold probabilities, stored with the model."""

import numpy as np

from nlp.components.disposition import UNKNOWN
from nlp.components.intent import OUT_OF_SCOPE
from nlp.components.safety import RISK, SAFE
from nlp.heads import Floats
from nlp.training.fit import OutOfFold

COST = 0.02
"""Share of in-scope texts that the out-of-scope threshold may silence."""
SIGNPOST_FALSE, ALERT_FALSE = 0.1, 0.03
"""False alarms allowed among hard negatives, out of fold, for each tier."""


def none(_scored: OutOfFold, _odds: Floats) -> dict[str, float]:
    """A head that always speaks."""
    return {}


def services(scored: OutOfFold, odds: Floats) -> dict[str, float]:
    """The score below which a text is out of scope, at a cost of COST in-scope texts."""
    scope = [n for n, label in enumerate(scored.labels) if label != OUT_OF_SCOPE]
    outside = scored.labels.index(OUT_OF_SCOPE)
    top = odds[:, scope].max(1)
    kept = top[(scored.truth != outside) & (odds.argmax(1) == scored.truth)]
    return {"at": round(float(np.quantile(kept, COST)), 4)}


def _precise(odds: Floats, right: "np.ndarray[tuple[int], np.dtype[np.bool_]]", most_wrong: int) -> float:
    """The lowest probability above which at most `most_wrong` texts are wrong."""
    wrong = np.sort(odds[~right])[::-1]
    return float(wrong[most_wrong]) + 1e-4 if len(wrong) > most_wrong else 0.5


def commands(scored: OutOfFold, odds: Floats) -> dict[str, float]:
    """Wide for most; for "stop" the probability above which no other text was taken for it."""
    stop = scored.labels.index("stop")
    others = odds[(scored.truth != stop) & (odds.argmax(1) == stop), stop]
    return {"at": 0.3, "stop-at": round(max(0.5, float(others.max(initial=0)) + 0.01), 4)}


def disposition(scored: OutOfFold, odds: Floats) -> dict[str, float]:
    """Higher for "help-shape", which must never be read from a neutral text."""
    settings = {"at": 0.5}
    neutral = scored.truth == scored.labels.index(UNKNOWN)
    for n, label in enumerate(scored.labels):
        if label != UNKNOWN:
            allowed = int(neutral.sum() * (0.002 if label == "help-shape" else 0.005))
            settings[f"{label}-at"] = max(
                0.4, _precise(odds[neutral, n], np.zeros(int(neutral.sum()), dtype=bool), allowed)
            )
    return settings


def safety(scored: OutOfFold, odds: Floats) -> dict[str, float]:
    """Two tiers, by the false alarms they cost among harmless texts with strong words."""
    risk = odds[:, scored.labels.index(RISK)]
    hard = risk[(scored.truth == scored.labels.index(SAFE)) & (scored.weights > 1)]
    return {
        "signpost-at": round(float(np.quantile(hard, 1 - SIGNPOST_FALSE)), 4),
        "alert-at": round(float(np.quantile(hard, 1 - ALERT_FALSE)), 4),
    }


def urgency(_scored: OutOfFold, _odds: Floats) -> dict[str, float]:
    """Low on purpose: a danger taken for a lasting worry costs more than the reverse."""
    return {"at": 0.35}
