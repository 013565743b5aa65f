"""By which travel times a day is planned: along roads where a network covers its places, else by an estimate."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import structlog

from core.errors import InvalidInput
from geo import Position
from routes.estimated_travel_times import EstimatedTravelTimes
from routes.roads import RoadNetwork, RoadNetworks
from routes.roads.network import SNAP_METERS
from routes.roads.server import RoadsDown
from routes.travel_times import Seconds, TravelMode, TravelTimes

_FAR_METERS = 50_000.0
"Beyond this from a network's roads, a day isn't in its land at all; so near, estimates go by its pace."
_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class DayPlaces:
    """`musts` and `others` are customers."""

    start: Position
    end: Position
    musts: Sequence[Position]
    others: Sequence[Position]

    @property
    def all(self) -> list[Position]:
        """Musts, others, start, end: as the problem numbers them."""
        return [*self.musts, *self.others, self.start, self.end]


@dataclass(frozen=True, slots=True, eq=False)
class Survey:
    """`durations` between `DayPlaces.all`. `off_roads`: metres to the nearest road, of those that no road leads to."""

    travel_times: TravelTimes
    durations: Seconds
    off_roads: Mapping[int, float]


def survey(places: DayPlaces, mode: TravelMode, networks: RoadNetworks) -> Survey:
    """Raises InvalidInput for a start or end off the roads of a network that the customers lie on."""
    near = sorted(networks.of(mode), key=lambda network: network.graph.bounds.meters_to(places.start))
    for network in near:
        try:
            found = _along(network, places)
        except RoadsDown as error:
            _log.error("A day is estimated, for its roads are out of order", reason=str(error))
            continue
        if found is not None:
            return found
    estimate = _estimate(places, mode, near)
    return Survey(estimate, estimate.durations(places.all), {})


def _along(network: RoadNetwork, places: DayPlaces) -> Survey | None:
    """None where the network doesn't cover the day: all must-visits, and half at least of all customers."""
    if _is_elsewhere(network, places):
        return None
    durations = network.durations(places.all)
    off = network.meters_off(places.all)
    customers = [
        meters <= SNAP_METERS or network.graph.bounds.meters_to(place) == 0
        for meters, place in zip(off[:-2], places.all[:-2], strict=True)
    ]
    covers_musts, covers_most = all(customers[: len(places.musts)]), 2 * sum(customers) >= len(customers)
    if not covers_musts or not covers_most or (not customers and off[-2] > _FAR_METERS):
        return None
    _check_ends(network, off[-2], off[-1])
    return Survey(
        network, durations, {number: meters for number, meters in enumerate(off[:-2]) if meters > SNAP_METERS}
    )


def _is_elsewhere(network: RoadNetwork, places: DayPlaces) -> bool:
    """Told from its bounds alone, so that no engine is asked of other countries."""
    return all(network.graph.bounds.meters_to(place) > _FAR_METERS for place in places.all)


def _check_ends(network: RoadNetwork, start_off: float, end_off: float) -> None:
    for field, meters in (("start", start_off), ("end", end_off)):
        if meters > SNAP_METERS:
            raise InvalidInput(
                field,
                f"The nearest road for {network.graph.mode.lower()} is {_distance(meters)} from the {field}, "
                f"in the network {network.graph.name}: {SNAP_METERS:.0f} m at most. Is it in the sea, or on land whose "
                "roads aren't loaded?",
            )


def _estimate(places: DayPlaces, mode: TravelMode, near: Sequence[RoadNetwork]) -> EstimatedTravelTimes:
    for network in near[:1]:
        if network.graph.bounds.meters_to(places.start) <= _FAR_METERS:
            return EstimatedTravelTimes(mode, network.graph.pace, fitted_to=network.version)
    return EstimatedTravelTimes(mode)


def _distance(meters: float) -> str:
    return f"{meters:.0f} m" if meters < 1_000 else f"{meters / 1_000:,.1f} km"
