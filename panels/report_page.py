"""report.html: the report for anybody to read, one file, no script, nothing loaded from elsewhere. Pure."""

from collections.abc import Iterable, Sequence
from html import escape

from panels.lottery import UNITS
from panels.report import FEW, Drawn, chance_of_each, chances_in_short, shown, summary, targets

_STYLE = """
body{font:1.1875rem/1.5 Arial,sans-serif;color:#0b0c0c;background:#fff}
body{max-width:60rem;margin:0 auto;padding:1rem 1.5rem}
h1{font-size:2rem;line-height:1.2}h2{font-size:1.5rem;margin-top:2.5rem}
table{border-collapse:collapse;width:100%;margin:1rem 0}caption{text-align:left;font-weight:bold;padding-bottom:.5rem}
th,td{text-align:left;vertical-align:top;padding:.5rem .75rem .5rem 0;border-bottom:1px solid #b1b4b6}
td.n,th.n{text-align:right;font-variant-numeric:tabular-nums}
code{font:1rem/1.4 monospace;overflow-wrap:anywhere;background:#f3f2f1;padding:.1rem .25rem}
.wide{overflow-x:auto}.note{border-left:.5rem solid #b1b4b6;padding:.5rem 1rem}
.wide:focus{outline:3px solid #ffdd00;box-shadow:0 0 0 6px #0b0c0c}
@media print{body{max-width:none}}
"""

_HOW = {
    "leximin": "Leximin: of all lotteries over panels that meet the targets, the one that raises the smallest chance "
    "as far as it can go, then the next smallest, and so on (Flanigan and others, Nature 596, 2021).",
    "maximin": "Maximin: of all lotteries over panels that meet the targets, one that raises the smallest chance as "
    "far as it can go.",
    "legacy": "Legacy: panels filled seat by seat, hardest group first, each such panel equally likely. It meets the "
    "targets and does not make chances equal. Used to compare with.",
}


def page(drawn: Drawn) -> str:
    """The page."""
    pool, portfolio = drawn.portfolio.pool, drawn.portfolio
    title = f"How the panel of {pool.size} was drawn"
    parts = [
        f"<h1>{title}</h1>", _in_short(drawn),
        "<h2>Targets, pool and panel</h2>", _targets(drawn),
        "<h2>Each person's chance</h2>", _chances(drawn),
        "<h2>How fair it is, and how that is known</h2>", _proof(drawn),
        "<h2>Changes by hand</h2>", _changes(drawn),
        "<h2>Check it yourself</h2>", _replay(drawn),
        "<h2>Who was drawn</h2>", _list("Members", (person.id for person in drawn.result.panel)),
    ]  # fmt: skip
    if portfolio.never:
        parts[6:6] = ["<h2>People who could not be drawn</h2>", _never(portfolio.never)]
    body = "\n".join(parts)
    return (
        f'<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>{title}</title>\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n<style>{_STYLE}</style>\n</head>\n'
        f"<body>\n<main>\n{body}\n</main>\n</body>\n</html>\n"
    )


def _in_short(drawn: Drawn) -> str:
    pool, portfolio = drawn.portfolio.pool, drawn.portfolio
    broken = pool.broken(drawn.result.panel)
    met = "Every target was met." if not broken else f"{len(broken)} targets were not met."
    made = f"<p>{escape(drawn.made)}</p>" if drawn.made else ""
    return (
        f"<p>{pool.size} people were drawn from {len(pool.people)}. {met}</p>{made}"
        f"<p>{escape(_HOW[portfolio.asked])}</p>"
    )


def _table(caption: str, heads: Sequence[str], rows: Iterable[Sequence[object]], numbers: int) -> str:
    """A table whose last `numbers` columns are numbers; the first cell of a row is its heading."""
    words = len(heads) - numbers

    def kind(place: int) -> str:
        return ' class="n"' if place >= words else ""

    top = "".join(f'<th scope="col"{kind(i)}>{escape(head)}</th>' for i, head in enumerate(heads))
    lines = []
    for row in rows:
        first, *rest = (escape(str(cell)) for cell in row)
        cells = "".join(f"<td{kind(i)}>{cell}</td>" for i, cell in enumerate(rest, start=1))
        lines.append(f'<tr><th scope="row">{first}</th>{cells}</tr>')
    inside = f"<caption>{escape(caption)}</caption>\n<thead><tr>{top}</tr></thead>\n<tbody>\n" + "\n".join(lines)
    label = escape(caption, quote=True)
    return f'<div class="wide" role="region" aria-label="{label}" tabindex="0"><table>{inside}\n</tbody></table></div>'


def _targets(drawn: Drawn) -> str:
    rows = [
        (f"{one['feature']}: {one['value']}", one["min"], one["max"], shown(one["pool"]), one["panel"])
        for one in targets(drawn.portfolio.pool, drawn.result.panel)
    ]
    note = f"<p>“Under {FEW}” stands for 1 to {FEW - 1} people. Who preferred not to say counts toward no target.</p>"
    return _table("Seats for each group", ("Group", "Least", "Most", "Pool", "Panel"), rows, 4) + note


def _chances(drawn: Drawn) -> str:
    each = chance_of_each(drawn.portfolio)
    numbers = chances_in_short(drawn.portfolio)
    rows = [
        ("Smallest chance", _percent(numbers["smallest"])),
        ("Largest chance", _percent(numbers["largest"])),
        ("If all were equal", _percent(drawn.portfolio.pool.size / len(each))),
        ("Gini coefficient (0: all equal)", f"{float(numbers['gini']):.4f}"),
    ]
    note = "<p>All are in <code>probabilities.csv</code>. The smallest is of all who could be drawn.</p>"
    return _table("Chances of being drawn", ("What", "Value"), rows, 1) + note


def _percent(value: float | str) -> str:
    return f"{100 * float(value):.4f} %"


def _proof(drawn: Drawn) -> str:
    proof, portfolio = drawn.portfolio.certificate, drawn.portfolio
    rows = [
        ("No lottery can give everyone more than", _percent(proof.bound)),
        ("This lottery gives everyone at least", _percent(proof.reached)),
        ("Gap", f"{proof.gap:.9f}"),
        ("Most that any one chance is below the fairest", f"{proof.gap_all:.9f}"),
        ("Solver", portfolio.solver),
        ("Stages, cuts", f"{portfolio.stages}, {portfolio.cuts}"),
    ]
    if not proof.finished:
        note = "The time limit came first. This is the best lottery found by then; the gap says how far off it may be."
    else:
        note = "The first number is proven by the solver for every possible lottery, not only for those it tried."
    return _table("Certificate", ("What", "Value"), rows, 1) + f"<p>{note}</p>"


def _changes(drawn: Drawn) -> str:
    if not drawn.changes:
        return "<p>None.</p>"
    rows = [(change.when, change.who, change.what, change.why) for change in drawn.changes]
    return _table("Changes made by hand", ("When", "Who", "What", "Why"), rows, 0)


def _replay(drawn: Drawn) -> str:
    data, seed = summary(drawn), escape(drawn.seed)
    return (
        f"<p>First the lottery was fixed: {data['mixes']} mixes of people whose weights sum to {UNITS}. It stands in "
        f"<code>portfolio.json</code>. The SHA-256 of that file is the commitment:</p>\n"
        f"<p><code>{data['commitment']}</code></p>\n"
        f"<p>Then the public seed <code>{seed}</code> picked mix {data['mix']}, the people, and the order of the "
        f"{data['reserves']} reserves. The same file and seed give the same people on any machine:</p>\n"
        "<p><code>doorstep verify-draw FOLDER</code></p>"
    )


def _never(ids: Sequence[str]) -> str:
    why = "<p>No panel that meets all targets can include these people. Only other targets could change that.</p>"
    return why + _list("Could not be drawn", ids)


def _list(name: str, ids: Iterable[str]) -> str:
    items = ", ".join(f"<code>{escape(one)}</code>" for one in ids)
    return f"<p>{name}: {items}</p>"
