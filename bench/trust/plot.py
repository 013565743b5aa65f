"""The recall of each attack as bars, in SVG."""

from collections.abc import Sequence
from html import escape

from bench.trust.trials import AttackTrial

_ROW, _LEFT, _WIDTH, _BAR = 34, 190, 420, 9
_COLOURS = {"all": "#1b6e53", "mixed": "#4fa37f", "fix only": "#b9d8c9"}


def plot(trials: Sequence[Sequence[AttackTrial]]) -> str:
    """A row an attack, in it a bar for each of what phones tell, with the interval of 95 %."""
    height = _ROW * len(trials) + 60
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{_LEFT + _WIDTH + 40}" height="{height}" '
        'font-family="sans-serif" font-size="12">',
        f'<rect width="100%" height="{height}" fill="white"/>',
    ]
    for index, (name, colour) in enumerate(_COLOURS.items()):
        x = _LEFT + index * 110
        parts.append(f'<rect x="{x}" y="10" width="12" height="12" fill="{colour}"/>')
        parts.append(f'<text x="{x + 17}" y="21">{escape(name)}</text>')
    for share in range(0, 101, 25):
        x = _LEFT + _WIDTH * share // 100
        parts.append(f'<line x1="{x}" y1="34" x2="{x}" y2="{height - 20}" stroke="#ddd"/>')
        parts.append(f'<text x="{x}" y="{height - 6}" text-anchor="middle">{share} %</text>')
    for row, of_attack in enumerate(trials):
        parts += _row(40 + row * _ROW, of_attack)
    return "\n".join([*parts, "</svg>", ""])


def _row(top: float, trials: Sequence[AttackTrial]) -> list[str]:
    parts = [f'<text x="{_LEFT - 8}" y="{top + 18}" text-anchor="end">{escape(trials[0].name)}</text>']
    for index, trial in enumerate(trials):
        y, found = top + index * (_BAR + 1), trial.check_ins
        low, high = (_LEFT + _WIDTH * each for each in (found.low, found.high))
        width = _WIDTH * found.value
        parts.append(f'<rect x="{_LEFT}" y="{y}" width="{width:.1f}" height="{_BAR}" fill="{_COLOURS[trial.tells]}"/>')
        middle = y + _BAR / 2
        parts.append(f'<line x1="{low:.1f}" y1="{middle}" x2="{high:.1f}" y2="{middle}" stroke="#333"/>')
    return parts
