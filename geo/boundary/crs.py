"""The `crs` member that GeoJSON had before RFC 7946: it may only say what is now the rule."""

_WGS84 = ("CRS84", "EPSG::4326", "EPSG:4326")


def is_wgs84(crs: object) -> bool:
    """Whether the member names WGS 84; None stands for GeoJSON without it."""
    match crs:
        case None:
            return True
        case {"properties": {"name": str(name)}}:
            return name.upper().endswith(_WGS84)
    return False
