"""What speaks for the rep: for each signal, the innocent explanations that were looked for and not found."""

from types import MappingProxyType

from visits.signals.signal import SignalCode

INNOCENT_EXPLANATIONS = MappingProxyType(
    {
        SignalCode.MOCKED_FIX: "An external receiver is also passed on by an app: ask which apps the phone had on.",
        SignalCode.FROZEN_FIXES: "A receiver holding its position keeps its last bearing: these fixes have none; "
        "a coarse grid of coordinates: these have seven decimals, or the phone's others have.",
        SignalCode.REPEATED_FIX: "A network fix: this one came from satellites, or is of a tour with copies of such; "
        "a cached fix sent again: it bears another time, or the phone knew later ones.",
        SignalCode.REPLAYED_BURST: "A network's burst that repeats itself: these fixes came from satellites and moved.",
        SignalCode.SAME_ALTITUDE: "Flat land and coarse altitudes: accuracy and speed agree as well, at more "
        "customers, or more in a row, than chance explains; networks tell no altitude.",
        SignalCode.EXACTLY_ON_PIN: "A pin that the rep set from a fix: such pins weren't counted, unless the "
        "coordinates are cut as this phone cuts none.",
        SignalCode.IMPOSSIBLE_TRAVEL: "Vague fixes, trains, planes and wrong clocks: twice both accuracies, the "
        "vehicle's speed and the clock's measured offset were allowed for; network fixes alone don't count; what no "
        "train or plane does is to come back at once.",
        SignalCode.DEVICE_SHARED: "A pooled phone or a hand-over between shifts: it went back and forth, or within "
        "minutes; a registered device: this one isn't.",
        SignalCode.DEVICES_APART: "A second phone in the same car: they were too far apart for that.",
        SignalCode.CLOCK_CHANGED: "A wrong clock or zone that stays wrong: it is measured at the sending; drift: "
        "this is over a quarter of an hour; whole hours weigh little where they concern less than a tour.",
        SignalCode.CLAIMED_BEFORE_FIX: "A clock that is wrong all the time: corrected by its offset the claim still "
        "lies before the fix.",
        SignalCode.TWIN_FIXES: "Colleagues in one car or on one Wi-Fi: their satellite fixes differ.",
        SignalCode.STATIONARY_TOUR: "One building, a cached or a vague fix: the pins lie apart, and the fixes are "
        "fresh, fine and different ones.",
        SignalCode.PIN_MOVED: "A badly geocoded pin: visits had been on site at the old one, or pins far apart came "
        "together.",
        SignalCode.POOL_SWAP: "Chance and territory changes: the exchange is compared with what chance would bring.",
        SignalCode.EVIDENCE_BROKEN: "A queue that arrives in another order: it heals, and a gap counts only once "
        "nothing may arrive any more.",
        SignalCode.INTEGRITY_FAILED: "Phones with another system on them fail too: it weighs only with other doubts.",
        SignalCode.UNNATURAL_JITTER: "Reflections between houses: they wander, these fixes jump independently, more "
        "than once on a tour or more than chance explains.",
        SignalCode.CONSTANT_SPEED: "Trains keep their speed, and move: this phone didn't.",
        SignalCode.SURROUNDINGS_MISMATCH: "New routers and other floors: 8 in 100 honest visits; it only corroborates, "
        "but for four customers in a row.",
        SignalCode.REBOOTED_OFFLINE: "An empty battery: it only corroborates.",
        SignalCode.DEVICE_CHANGED: "A new phone: it only corroborates.",
    }
)
"""Sentences for a reviewer, by the code of a signal; none for those of presence, which suspect nobody."""
