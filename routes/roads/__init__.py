"""Road networks: built from OpenStreetMap extracts, served by OSRM in child processes, asked for travel times.

OSRM (Luxen & Vetter 2011, "Real-time routing with OpenStreetMap data") answers from contraction hierarchies.
"""

from routes.roads.build import RoadsFailed, build_graph
from routes.roads.engine import EngineMissing, engine
from routes.roads.graph import Graph, graphs
from routes.roads.network import RoadNetwork
from routes.roads.networks import RoadNetworks, road_networks
from routes.roads.server import RoadsDown

__all__ = [
    "EngineMissing",
    "Graph",
    "RoadNetwork",
    "RoadNetworks",
    "RoadsDown",
    "RoadsFailed",
    "build_graph",
    "engine",
    "graphs",
    "road_networks",
]
