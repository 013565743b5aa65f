"""What counts as the same customer."""

import pytest

from accounts.likeness import CERTAIN, LIKELY, Likeness, Traits, folded, likeness, name_similarity, reach_meters


def traits(name: str, address: str | None = None, **numbers: str) -> Traits:
    return Traits(name, address, numbers.get("phone"), numbers.get("tax_id"), numbers.get("external_id"))


def likelihood(one: Traits, other: Traits, meters: float) -> float:
    return likeness(one, other, meters).likelihood


@pytest.mark.parametrize(
    ("one", "other", "meters"),
    [
        (traits("Café Ekberg"), traits("CAFE EKBERG OY"), 20),
        (traits("Café Ekberg"), traits("Café Ekberg"), 100),
        (traits("Savoy"), traits("Ravintola Savoy"), 20),
        (traits("Stockmann", "Aleksanterinkatu 52"), traits("Stockman", "Aleksanterinkatu 52 B"), 20),
        (traits("Kampin Apteekki", phone="+358401"), traits("Apteekki Kamppi", phone="+358401"), 5000),
        (traits("Mall shop", phone="+358401"), traits("Other", phone="+358401"), 10),
        (traits("Alepa", tax_id="FI1"), traits("Alepa", tax_id="FI1"), 5000),
        (traits("A", external_id="7"), traits("B", external_id="7"), 9e6),
    ],
)
def test_a_person_should_look(one: Traits, other: Traits, meters: float) -> None:
    assert likelihood(one, other, meters) >= LIKELY
    assert likelihood(one, other, meters) == likelihood(other, one, meters)


@pytest.mark.parametrize(
    ("one", "other", "meters"),
    [
        (traits("Subway"), traits("Hesburger"), 0),
        (traits("K-Market Kamppi"), traits("K-Market Kluuvi"), 60),
        (traits("R-kioski", "Mannerheimintie 3"), traits("R-kioski", "Kaivokatu 1"), 100),
        (traits("Café Ekberg"), traits("Café Ekberg"), 200),
        (traits("Mall shop", tax_id="FI1"), traits("Other", tax_id="FI1"), 10),
    ],
)
def test_these_are_two(one: Traits, other: Traits, meters: float) -> None:
    assert likelihood(one, other, meters) < LIKELY


def test_an_import_refuses_only_what_is_certain() -> None:
    assert likelihood(traits("R-kioski"), traits("R-Kioski Oy"), 10) >= CERTAIN
    chain = traits("R-kioski", "Kaivokatu 1", phone="+3581")
    assert likelihood(chain, traits("R-kioski", "Asema-aukio 2", phone="+3581"), 60) < CERTAIN
    assert likelihood(chain, traits("R-kioski", phone="+3581"), 3000) < CERTAIN


def test_reasons_give_away_nothing_of_the_other() -> None:
    other = traits("Secret Name", "Hidden Street 7", phone="+358501234567")
    found = likeness(traits("Secret Names", phone="+358501234567"), other, 20)
    assert found == Likeness(
        found.likelihood, ("The phone number is the same.", "The name is alike, and it lies within 25 m.")
    )


def test_beyond_its_reach_one_name_alone_is_not_enough() -> None:
    name = traits("Café Ekberg")
    for least in (LIKELY, CERTAIN):
        assert likelihood(name, name, reach_meters(least) + 1) < least
        assert likelihood(name, name, reach_meters(least) - 1) >= least


def test_names_fold() -> None:
    assert folded("  Čafé-ÉKBERG, Oy ") == "cafe ekberg"
    assert folded("Oy Ab") == "oy ab", "a name of nothing but legal forms stays"
    assert folded("北京烤鸭") == "北京烤鸭"
    assert name_similarity("!!!", "???") < 1
