"""Which things on an OpenStreetMap map are customers, what a person calls them, and what a visit may be worth."""

from collections.abc import Mapping

KINDS = ("shop", "amenity", "office", "tourism", "craft", "healthcare", "leisure")
"The tags that make a business, the most telling first: a bakery with a café is a bakery."

# fmt: off
_BUSINESSES: Mapping[str, frozenset[str]] = {
    "amenity": frozenset((
        "restaurant", "cafe", "fast_food", "pub", "bar", "nightclub", "biergarten", "food_court", "ice_cream", "bank",
        "bureau_de_change", "pharmacy", "dentist", "doctors", "clinic", "hospital", "veterinary", "cinema", "theatre",
        "casino", "events_venue", "conference_centre", "arts_centre", "studio", "coworking_space", "car_rental",
        "car_wash", "fuel", "driving_school", "language_school", "music_school", "college", "university", "school",
        "kindergarten", "library", "post_office", "marketplace", "community_centre", "social_facility",
        "animal_boarding", "ferry_terminal", "embassy", "courthouse", "townhall",
    )),
    "tourism": frozenset((
        "hotel", "hostel", "motel", "guest_house", "apartment", "museum", "gallery", "attraction", "zoo", "aquarium",
    )),
    "leisure": frozenset((
        "fitness_centre", "sports_centre", "dance", "bowling_alley", "amusement_arcade", "adult_gaming_centre",
        "escape_game", "miniature_golf", "sauna", "marina", "stadium", "golf_course", "ice_rink", "swimming_pool",
        "water_park",
    )),
}
"Elsewhere on these tags are benches, parks and works of art; every shop, office, craft and practice is a business."
_NO_BUSINESS = frozenset(("no", "vacant", "disused"))

_SHOPS_BY_NAME = frozenset((
    "bakery", "supermarket", "kiosk", "mall", "department_store", "hairdresser", "optician", "florist", "butcher",
    "laundry", "tailor", "confectionery", "greengrocer", "locksmith", "pawnbroker", "boutique", "deli",
    "travel_agency", "funeral_directors", "beauty_salon",
))
"Shops whose tag is already the word for the place; to any other, `shop` is added."
_WORDS: Mapping[str, str] = {
    "shop=beauty": "beauty salon", "shop=books": "bookshop", "shop=doityourself": "DIY shop",
    "shop=jewelry": "jeweller", "shop=shoes": "shoe shop", "shop=toys": "toy shop",
    "amenity=fast_food": "fast-food restaurant", "amenity=doctors": "doctor",
    "office=company": "company", "office=ngo": "NGO", "office=lawyer": "law office", "office=it": "IT company",
    "office=association": "association", "office=foundation": "foundation",
}

_VALUES: Mapping[str, int] = {
    "amenity=restaurant": 75, "amenity=food_court": 70, "amenity=cafe": 65, "amenity=bar": 65, "amenity=pub": 65,
    "amenity=nightclub": 65, "amenity=fast_food": 60, "amenity=pharmacy": 55, "amenity=bank": 40, "amenity=school": 30,
    "amenity=kindergarten": 25, "amenity=embassy": 15,
    "tourism=hotel": 90, "tourism=hostel": 70, "tourism=attraction": 30,
    "shop=department_store": 90, "shop=supermarket": 85, "shop=mall": 80, "shop=convenience": 70, "shop=bakery": 65,
    "shop=kiosk": 60,
    "office=ngo": 25, "office=government": 20,
}
_VALUE_OF_KEY: Mapping[str, int] = {
    "shop": 50, "amenity": 45, "office": 35, "tourism": 45, "craft": 40, "healthcare": 45, "leisure": 50,
}
# fmt: on


def kind_of(tags: Mapping[str, str]) -> tuple[str, str] | None:
    """The tag that makes the thing a business, like ("shop", "bakery"); None where it is none."""
    for key in KINDS:
        value = tags.get(key, "").split(";")[0].strip().lower()
        if value and value not in _NO_BUSINESS and value in _BUSINESSES.get(key, {value}):
            return key, value
    return None


def category_of(kind: tuple[str, str]) -> str:
    """A person's word for it: `bakery`, `clothes shop`, `fast-food restaurant`, `government office`."""
    key, value = kind
    if value == "yes":
        return key
    words = value.replace("_", " ")
    if key == "shop" and value not in _SHOPS_BY_NAME:
        words += " shop"
    if key == "office":
        words += " office"
    return _WORDS.get(f"{key}={value}", words)


def value_of(kind: tuple[str, str]) -> int:
    """Worth of a visit, 0 to 100: how much and how often such a place tends to buy, by its tag alone.

    A rough first order for leads that nobody knows yet, the same at every import; people and orders put it right.
    """
    key, value = kind
    return _VALUES.get(f"{key}={value}", _VALUE_OF_KEY[key])
