"""Where does the retailer trade? Regions, their districts and states, and the stores' places."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Region:
    """`stores` counts the demo's; `cities` are (city, state, district), the largest first."""

    name: str
    stores: int
    districts: tuple[str, ...]
    cities: tuple[tuple[str, str, int], ...]


REGIONS = (
    Region("Northeast", 9, ("New York Metro", "New England", "Mid-Atlantic", "Upstate"), (
        ("New York", "NY", 0), ("Boston", "MA", 1), ("Philadelphia", "PA", 2), ("Albany", "NY", 3),
        ("Brooklyn", "NY", 0), ("Providence", "RI", 1), ("Princeton", "NJ", 2),
        ("Rochester", "NY", 3), ("Hartford", "CT", 1), ("Pittsburgh", "PA", 2),
        ("White Plains", "NY", 0), ("Burlington", "VT", 1), ("Syracuse", "NY", 3),
        ("Portsmouth", "NH", 1), ("Jersey City", "NJ", 0), ("Stamford", "CT", 0),
        ("Worcester", "MA", 1), ("Lancaster", "PA", 2), ("Buffalo", "NY", 3),
        ("Bangor", "ME", 1))),
    Region("Southeast", 8, ("Florida", "Georgia", "Carolinas", "Mid-South"), (
        ("Atlanta", "GA", 1), ("Miami", "FL", 0), ("Charlotte", "NC", 2), ("Nashville", "TN", 3),
        ("Orlando", "FL", 0), ("Savannah", "GA", 1), ("Raleigh", "NC", 2),
        ("Birmingham", "AL", 3), ("Tampa", "FL", 0), ("Charleston", "SC", 2),
        ("Jacksonville", "FL", 0), ("Athens", "GA", 1), ("Knoxville", "TN", 3),
        ("Mobile", "AL", 3), ("Greenville", "SC", 2), ("Naples", "FL", 0), ("Macon", "GA", 1),
        ("Jackson", "MS", 3), ("Durham", "NC", 2), ("Augusta", "GA", 1))),
    Region("Midwest", 8, ("Chicagoland", "Great Lakes", "Heartland", "Upper Midwest"), (
        ("Chicago", "IL", 0), ("Detroit", "MI", 1), ("St. Louis", "MO", 2),
        ("Minneapolis", "MN", 3), ("Naperville", "IL", 0), ("Columbus", "OH", 1),
        ("Kansas City", "MO", 2), ("Milwaukee", "WI", 3), ("Cleveland", "OH", 1),
        ("Evanston", "IL", 0), ("Des Moines", "IA", 2), ("Madison", "WI", 3),
        ("Grand Rapids", "MI", 1), ("Omaha", "NE", 2), ("Schaumburg", "IL", 0),
        ("Duluth", "MN", 3), ("Cincinnati", "OH", 1), ("Wichita", "KS", 2), ("Joliet", "IL", 0),
        ("Fargo", "ND", 3))),
    Region("Southwest", 9, ("Central Texas", "Gulf Coast", "North Texas", "Desert"), (
        ("Austin", "TX", 0), ("Houston", "TX", 1), ("Dallas", "TX", 2), ("Phoenix", "AZ", 3),
        ("San Antonio", "TX", 0), ("Corpus Christi", "TX", 1), ("Fort Worth", "TX", 2),
        ("Albuquerque", "NM", 3), ("Galveston", "TX", 1), ("Tucson", "AZ", 3),
        ("Plano", "TX", 2), ("Waco", "TX", 0), ("Scottsdale", "AZ", 3), ("Sugar Land", "TX", 1),
        ("Oklahoma City", "OK", 2), ("Santa Fe", "NM", 3), ("Round Rock", "TX", 0),
        ("Tulsa", "OK", 2), ("Beaumont", "TX", 1), ("Mesa", "AZ", 3))),
    Region("West", 8, ("Southern California", "Bay Area", "Mountain", "Nevada"), (
        ("Los Angeles", "CA", 0), ("San Francisco", "CA", 1), ("Denver", "CO", 2),
        ("Las Vegas", "NV", 3), ("San Diego", "CA", 0), ("San Jose", "CA", 1),
        ("Salt Lake City", "UT", 2), ("Reno", "NV", 3), ("Pasadena", "CA", 0),
        ("Oakland", "CA", 1), ("Boulder", "CO", 2), ("Henderson", "NV", 3), ("Irvine", "CA", 0),
        ("Walnut Creek", "CA", 1), ("Provo", "UT", 2), ("Santa Monica", "CA", 0),
        ("Palo Alto", "CA", 1), ("Fort Collins", "CO", 2), ("Sparks", "NV", 3),
        ("Carlsbad", "CA", 0))),
    Region("Pacific Northwest", 6, ("Puget Sound", "Willamette", "Inland Northwest"), (
        ("Seattle", "WA", 0), ("Portland", "OR", 1), ("Spokane", "WA", 2), ("Bellevue", "WA", 0),
        ("Eugene", "OR", 1), ("Boise", "ID", 2), ("Tacoma", "WA", 0), ("Salem", "OR", 1),
        ("Yakima", "WA", 2), ("Olympia", "WA", 0), ("Bend", "OR", 1), ("Missoula", "MT", 2),
        ("Everett", "WA", 0), ("Corvallis", "OR", 1), ("Coeur d'Alene", "ID", 2),
        ("Redmond", "WA", 0), ("Hillsboro", "OR", 1), ("Kennewick", "WA", 2),
        ("Kirkland", "WA", 0), ("Medford", "OR", 1))),
)  # fmt: skip

# The first place of a city is the best known one; the demo uses these by name.
KNOWN_PLACES = {
    "Austin": "Domain", "Houston": "Galleria", "Dallas": "NorthPark", "Phoenix": "Biltmore",
    "San Antonio": "River Walk", "Corpus Christi": "Bayfront", "Fort Worth": "Sundance Square",
    "Albuquerque": "Uptown", "Galveston": "Strand", "New York": "Fifth Avenue",
    "Boston": "Back Bay", "Philadelphia": "Rittenhouse", "Chicago": "Magnificent Mile",
    "Los Angeles": "The Grove", "San Francisco": "Union Square", "Seattle": "Pike Street",
    "Portland": "Pearl District", "Atlanta": "Buckhead", "Miami": "Lincoln Road",
    "Denver": "Cherry Creek", "Las Vegas": "Summerlin", "Minneapolis": "Nicollet Avenue",
}  # fmt: skip
PLACES = (
    "Town Center", "Main Street", "Old Mill", "Park Place", "Station Square", "Market Hall",
    "Riverside", "Crossroads", "Oak Grove", "Lakeside", "Plaza", "Commons", "Village",
    "Fairgrounds", "Hilltop", "Gateway",
)  # fmt: skip
