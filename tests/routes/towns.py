"""A made-up town on the corner of a test's world, as an OpenStreetMap extract: a grid of streets, an island, a lake."""

from collections.abc import Iterator
from pathlib import Path

from core.settings import settings
from routes.roads import Graph, build_graph
from routes.travel_times import TravelMode
from tests.world import World

STREETS = 8
"Each way, 0.01 degrees apart, the first at 0.01 degrees from the corner."
ISLAND = (0.25, 0.05)
"0.15 degrees east of the town."


def town(world: World, folder: Path, *, one_way: bool = False) -> Path:
    """The extract; `one_way`: the street in the middle, at y = 0.04, leads east only, and no other leads across it."""
    extract = folder / "town.osm"
    lines = [*_nodes(world), *_streets(one_way), *_island(world)]
    extract.write_text('<osm version="0.6">\n' + "\n".join(lines) + "\n</osm>\n")
    return extract


def roads_of(world: World, folder: Path, *, one_way: bool = False) -> Graph:
    """The town's network for cars, published in the data folder of the tests' server."""
    roads = settings().data.resolve() / "roads"
    name = f"town-{world.west:.0f}-{world.south:.0f}"
    extract = town(world, folder, one_way=one_way)
    return build_graph(extract, TravelMode.DRIVING, name=name, roads=roads, threads=1, tell=lambda _: None)


def _number(x: int, y: int) -> int:
    return 1 + x + 100 * y


def _nodes(world: World) -> Iterator[str]:
    for y in range(STREETS):
        for x in range(STREETS):
            yield _node(_number(x, y), world.west + 0.01 + x / 100, world.south + 0.01 + y / 100)


def _node(number: int, longitude: float, latitude: float) -> str:
    return f'<node id="{number}" version="1" lon="{longitude:.6f}" lat="{latitude:.6f}"/>'


def _streets(one_way: bool) -> Iterator[str]:
    for y in range(STREETS):
        yield _way(10_000 + y, [_number(x, y) for x in range(STREETS)], one_way=one_way and y == 3)
    for x in range(STREETS):
        yield _way(20_000 + x, [_number(x, y) for y in range(STREETS)])


def _island(world: World) -> Iterator[str]:
    x, y = ISLAND
    for number in range(3):
        yield _node(90_000 + number, world.west + x + number / 1000, world.south + y)
    yield _way(30_000, [90_000, 90_001, 90_002])


def _way(number: int, nodes: list[int], *, one_way: bool = False) -> str:
    tags = '<tag k="highway" v="residential"/>' + ('<tag k="oneway" v="yes"/>' if one_way else "")
    return (
        f'<way id="{number}" version="1">{"".join(f"<nd ref={chr(34)}{node}{chr(34)}/>" for node in nodes)}{tags}</way>'
    )
