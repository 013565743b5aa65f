"""The words in which routes are planned and told, described as the contract has them."""

from api.enums import show_enum
from routes import LeftOutReason, StopReason, TravelMode, TravelSource

__all__ = ["LeftOutReason", "StopReason", "TravelMode", "TravelSource"]

show_enum(TravelMode)
show_enum(
    TravelSource,
    description="ROADS: a road network was loaded and used. ESTIMATE: great-circle distance with a detour factor and a "
    "speed.",
)
show_enum(StopReason, ON_THE_WAY="Costs little travel, or the day simply had room for it.")
show_enum(LeftOutReason)
