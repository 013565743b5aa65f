"""python -m bench.trust: how well check-ins are judged; see bench/trust/README.md."""

import argparse
import os
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.table import Table

from bench.trust.attacks import HARDLY_SHOWN, SHOWN_BY_LOCATION, Attack
from bench.trust.measures import Share, Tally, share
from bench.trust.phones import Tells
from bench.trust.plot import plot
from bench.trust.trials import AttackTrial, HonestTrial, try_attack, try_honest
from visits.signals import RULE_VERSION, SignalCode

_TELLS: tuple[Tells, ...] = ("all", "mixed", "fix only")
_PLOT = Path(__file__).with_name("recall.svg")
_console = Console()


def main(crews: int, episodes: int, seed: int) -> None:
    began = time.perf_counter()
    _console.print(f"Rules {RULE_VERSION}, seed {seed}, load average {os.getloadavg()[0]:.1f}")
    honest = {name: try_honest(crews, is_harsh=name == "harsh", seed=seed) for name in ("tame", "harsh")}
    _console.print(_honest_table(honest))
    trials = [_tried(attack, episodes, seed) for attack in (*SHOWN_BY_LOCATION, *HARDLY_SHOWN)]
    shown, hardly = trials[: len(SHOWN_BY_LOCATION)], trials[len(SHOWN_BY_LOCATION) :]
    _console.print(_attack_table("The ten that location evidence can show", shown))
    _console.print(_attack_table("The eight that leave little", hardly))
    _console.print(_signal_table(trials, honest))
    _PLOT.write_text(plot(trials), encoding="utf-8")
    _console.print(f"{_PLOT.name} drawn; {time.perf_counter() - began:.0f} s.")


def _tried(attack: Attack, episodes: int, seed: int) -> list[AttackTrial]:
    return [try_attack(attack, episodes, tells=tells, seed=seed) for tells in _TELLS]


def _honest_table(trials: dict[str, HonestTrial]) -> Table:
    table = Table(title="Honest check-ins")
    for heading in ("world", "check-ins", "suspected per 1,000 (95 %)", "by", "not proved, held"):
        table.add_column(heading)
    for name, trial in trials.items():
        by = ", ".join(f"{code} {count}" for code, count in trial.codes.most_common()) or "-"
        table.add_row(name, f"{trial.suspected.of:,}", _per_mille(trial.suspected), by, f"{trial.held.value:.0%}")
    return table


def _attack_table(title: str, trials: Sequence[Sequence[AttackTrial]]) -> Table:
    table = Table(title=f"{title}: recall by check-in / by episode (95 % by rep)")
    for heading in ("attack", *_TELLS, "neighbours per 1,000"):
        table.add_column(heading)
    for of_attack in trials:
        table.add_row(of_attack[0].name, *(_recall(each) for each in of_attack), _neighbours(of_attack))
    means = [
        f"{sum(each[index].check_ins.value for each in trials) / len(trials):.3f} / "
        f"{sum(each[index].episodes.value for each in trials) / len(trials):.3f}"
        for index in range(len(_TELLS))
    ]
    table.add_row("mean", *means, _neighbours([trial for of_attack in trials for trial in of_attack]))
    return table


def _signal_table(trials: Sequence[Sequence[AttackTrial]], honest: dict[str, HonestTrial]) -> Table:
    fired, alone = Counter[SignalCode](), Counter[SignalCode]()
    for trial in (trial for of_attack in trials for trial in of_attack):
        fired.update(trial.codes)
        alone.update(trial.alone)
    table = Table(title="What each signal adds, over all attacks")
    for heading in ("signal", "false check-ins suspected with it", "with it alone", "honest, tame", "honest, harsh"):
        table.add_column(heading)
    for code, count in fired.most_common():
        worlds = (str(honest[name].codes[code]) for name in ("tame", "harsh"))
        table.add_row(code, str(count), str(alone[code]), *worlds)
    return table


def _recall(trial: AttackTrial) -> str:
    found = trial.check_ins
    return f"{found.value:.3f} ({found.low:.2f}-{found.high:.2f}) / {trial.episodes.value:.3f}"


def _neighbours(trials: Sequence[AttackTrial]) -> str:
    together = share([Tally(trial.neighbours.count, trial.neighbours.of) for trial in trials])
    return f"{together.value * 1000:.2f}"


def _per_mille(found: Share) -> str:
    return f"{found.value * 1000:.2f} ({found.low * 1000:.2f}-{found.high * 1000:.2f})"


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m bench.trust", description=__doc__)
    parser.add_argument("--crews", type=int, default=400, help="honest crews in each world, a week each")
    parser.add_argument("--episodes", type=int, default=25, help="of each attack, for each of what phones tell")
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    main(chosen.crews, chosen.episodes, chosen.seed)
