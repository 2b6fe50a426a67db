"""What are the names and shapes that the retailer is made of?"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

FORMATS = ("Flagship", "Mall", "Outlet", "Neighborhood")
CHANNELS = ("Store", "Online", "App")
STORE, ONLINE, APP = range(3)
SEASONS = ("Spring", "Summer", "Fall", "Holiday", "Year-round")
TIERS = ("Bronze", "Silver", "Gold", "Platinum")
REASONS = ("Wrong Size", "Defective", "Changed Mind", "Not as Described", "Late Delivery")
DEPARTMENTS = ("Women's", "Men's", "Kids", "Home", "Beauty", "Accessories")
PRIVATE_LABELS = ("Larkfield", "Hearth & Co", "Solstice")
NATIONAL_BRANDS = (
    "Meridian", "Bluebird", "Juniper Row", "Calder", "Ostrava", "Fenwick", "Tidewater",
    "Copper Lane", "Aurelia",
)  # fmt: skip
BRANDS = PRIVATE_LABELS + NATIONAL_BRANDS


@dataclass(frozen=True, slots=True)
class Category:
    """`share` is of all lines over a year; twelve `months` from February give its season."""

    name: str
    department: str
    share: float
    price: float  # median list price, USD
    spread: float  # of the logarithm of prices
    cost: float  # share of the list price
    returned: float  # share of store lines that come back
    units: tuple[float, float, float]  # shares of quantities 1, 2, 3
    seasons: tuple[float, float, float, float, float]  # shares of products, as SEASONS
    months: tuple[float, ...]
    subcategories: tuple[tuple[str, str], ...]  # plural, and the noun of a product name


ONE = (0.94, 0.05, 0.01)
FEW = (0.86, 0.11, 0.03)
MANY = (0.76, 0.18, 0.06)
FASHION = (0.18, 0.2, 0.2, 0.07, 0.35)
STEADY = (0.05, 0.05, 0.06, 0.06, 0.78)
GIFTS = (0.05, 0.06, 0.08, 0.18, 0.63)

LEVEL = (1.0,) * 12
WINTER = (1.0, 0.85, 0.7, 0.6, 0.55, 0.55, 0.65, 1.0, 1.4, 1.7, 1.6, 1.3)
SUMMER = (0.7, 0.9, 1.2, 1.5, 1.7, 1.5, 1.1, 0.8, 0.6, 0.5, 0.6, 0.6)
GIVING = (1.1, 0.85, 0.9, 1.1, 0.95, 0.85, 0.85, 0.85, 0.9, 1.2, 1.5, 0.8)
COSY = (0.9, 0.85, 0.8, 0.8, 0.75, 0.75, 0.8, 0.95, 1.2, 1.6, 1.9, 1.0)
ACTIVE = (1.05, 1.05, 1.1, 1.1, 1.05, 1.0, 0.95, 0.95, 0.95, 0.85, 0.8, 1.5)
# Kids keep level through July to September, so that what lifts them then is the promotion.
KIDS = (0.95, 0.98, 1.0, 1.0, 1.02, 1.05, 1.05, 1.05, 0.98, 0.97, 1.0, 0.9)

CATEGORIES = (
    Category("Dresses", "Women's", 0.058, 64, 0.40, 0.42, 0.15, ONE, FASHION, LEVEL,
             (("Midi Dresses", "Midi Dress"), ("Maxi Dresses", "Maxi Dress"),
              ("Wrap Dresses", "Wrap Dress"))),
    Category("Tops", "Women's", 0.078, 34, 0.35, 0.56, 0.11, FEW, FASHION, LEVEL,
             (("Blouses", "Blouse"), ("Knit Tops", "Knit Top"), ("Tees", "Tee"),
              ("Sweaters", "Sweater"))),
    Category("Denim", "Women's", 0.055, 68, 0.28, 0.40, 0.13, ONE, STEADY, LEVEL,
             (("Skinny Jeans", "Skinny Jean"), ("Straight Jeans", "Straight Jean"),
              ("Wide-Leg Jeans", "Wide-Leg Jean"))),
    Category("Outerwear", "Women's", 0.026, 118, 0.42, 0.44, 0.11, ONE, FASHION, WINTER,
             (("Parkas", "Parka"), ("Rain Jackets", "Rain Jacket"), ("Wool Coats", "Wool Coat"))),
    Category("Women's Shoes", "Women's", 0.036, 76, 0.38, 0.44, 0.14, ONE, FASHION, LEVEL,
             (("Ankle Boots", "Ankle Boot"), ("Flats", "Flat"), ("Heels", "Heel"),
              ("Sneakers", "Sneaker"))),
    Category("Shirts", "Men's", 0.048, 44, 0.32, 0.42, 0.09, FEW, FASHION, LEVEL,
             (("Oxford Shirts", "Oxford Shirt"), ("Linen Shirts", "Linen Shirt"),
              ("Polos", "Polo"))),
    Category("Pants", "Men's", 0.040, 54, 0.30, 0.42, 0.11, ONE, STEADY, LEVEL,
             (("Chinos", "Chino"), ("Cargo Pants", "Cargo Pant"), ("Men's Jeans", "Jean"))),
    Category("Suits", "Men's", 0.008, 245, 0.30, 0.46, 0.10, ONE, STEADY, LEVEL,
             (("Blazers", "Blazer"), ("Two-Piece Suits", "Two-Piece Suit"))),
    Category("Men's Shoes", "Men's", 0.024, 88, 0.35, 0.45, 0.12, ONE, STEADY, LEVEL,
             (("Loafers", "Loafer"), ("Desert Boots", "Desert Boot"),
              ("Running Shoes", "Running Shoe"))),
    Category("Activewear", "Men's", 0.032, 46, 0.33, 0.40, 0.08, FEW, STEADY, ACTIVE,
             (("Training Shorts", "Training Short"), ("Hoodies", "Hoodie"),
              ("Joggers", "Jogger"))),
    Category("Girls", "Kids", 0.048, 25, 0.35, 0.43, 0.08, FEW, STEADY, KIDS,
             (("Girls' Dresses", "Girls' Dress"), ("Girls' Leggings", "Legging"),
              ("Girls' Tops", "Girls' Top"))),
    Category("Boys", "Kids", 0.045, 25, 0.33, 0.43, 0.08, FEW, STEADY, KIDS,
             (("Boys' Tees", "Boys' Tee"), ("Boys' Shorts", "Boys' Short"),
              ("Boys' Jackets", "Boys' Jacket"))),
    Category("Baby", "Kids", 0.034, 20, 0.35, 0.42, 0.05, MANY, STEADY, LEVEL,
             (("Bodysuits", "Bodysuit"), ("Sleepers", "Sleeper"), ("Bibs", "Bib Set"))),
    Category("School Uniforms", "Kids", 0.022, 24, 0.28, 0.41, 0.06, MANY, STEADY, KIDS,
             (("Uniform Polos", "Uniform Polo"), ("Uniform Pants", "Uniform Pant"),
              ("Pinafores", "Pinafore"))),
    Category("Bedding", "Home", 0.026, 74, 0.45, 0.45, 0.06, ONE, STEADY, LEVEL,
             (("Sheet Sets", "Sheet Set"), ("Duvet Covers", "Duvet Cover"),
              ("Quilts", "Quilt"), ("Pillows", "Pillow"))),
    Category("Kitchen", "Home", 0.040, 34, 0.50, 0.46, 0.04, FEW, GIFTS, GIVING,
             (("Bakeware", "Baking Dish"), ("Cookware", "Saucepan"),
              ("Tabletop", "Dinner Plate"))),
    Category("Decor", "Home", 0.036, 32, 0.50, 0.42, 0.05, FEW, GIFTS, COSY,
             (("Throw Pillows", "Throw Pillow"), ("Vases", "Vase"),
              ("Picture Frames", "Picture Frame"))),
    Category("Furniture", "Home", 0.008, 225, 0.45, 0.52, 0.05, ONE, STEADY, LEVEL,
             (("Side Tables", "Side Table"), ("Accent Chairs", "Accent Chair"),
              ("Bookcases", "Bookcase"))),
    Category("Candles", "Home", 0.030, 21, 0.35, 0.34, 0.02, MANY, GIFTS, COSY,
             (("Jar Candles", "Jar Candle"), ("Pillar Candles", "Pillar Candle"),
              ("Tapers", "Taper Pair"))),
    Category("Skincare", "Beauty", 0.052, 29, 0.45, 0.33, 0.03, FEW, STEADY, LEVEL,
             (("Moisturizers", "Moisturizer"), ("Serums", "Serum"),
              ("Cleansers", "Cleanser"))),
    Category("Makeup", "Beauty", 0.054, 21, 0.35, 0.32, 0.03, FEW, STEADY, LEVEL,
             (("Lipsticks", "Lipstick"), ("Foundations", "Foundation"),
              ("Mascaras", "Mascara"))),
    Category("Fragrance", "Beauty", 0.024, 62, 0.35, 0.36, 0.03, ONE, GIFTS, GIVING,
             (("Eau de Parfum", "Eau de Parfum"), ("Body Mists", "Body Mist"))),
    Category("Hair Care", "Beauty", 0.040, 18, 0.32, 0.36, 0.02, MANY, STEADY, LEVEL,
             (("Shampoos", "Shampoo"), ("Conditioners", "Conditioner"),
              ("Styling", "Styling Cream"))),
    Category("Handbags", "Accessories", 0.032, 98, 0.45, 0.38, 0.08, ONE, GIFTS, GIVING,
             (("Totes", "Tote"), ("Crossbodies", "Crossbody"), ("Clutches", "Clutch"),
              ("Backpacks", "Backpack"))),
    Category("Jewelry", "Accessories", 0.040, 44, 0.50, 0.32, 0.05, FEW, GIFTS, GIVING,
             (("Earrings", "Earring Pair"), ("Necklaces", "Necklace"),
              ("Bracelets", "Bracelet"))),
    Category("Belts", "Accessories", 0.020, 34, 0.30, 0.38, 0.06, ONE, STEADY, LEVEL,
             (("Leather Belts", "Leather Belt"), ("Woven Belts", "Woven Belt"))),
    Category("Sunglasses", "Accessories", 0.022, 42, 0.40, 0.35, 0.05, ONE, STEADY, SUMMER,
             (("Aviators", "Aviator"), ("Round Frames", "Round Frame"),
              ("Wayfarers", "Wayfarer"))),
    Category("Hats", "Accessories", 0.022, 26, 0.30, 0.38, 0.05, FEW, STEADY, LEVEL,
             (("Beanies", "Beanie"), ("Baseball Caps", "Baseball Cap"),
              ("Sun Hats", "Sun Hat"))),
)  # fmt: skip

CATEGORY_DEPARTMENT = tuple(DEPARTMENTS.index(c.department) for c in CATEGORIES)

# Twelve fiscal months from February: how a product sells in and out of its own season.
SEASON_MONTHS: Mapping[str, tuple[float, ...]] = MappingProxyType(
    {
        "Spring": (1.2, 2.0, 2.0, 1.5, 0.9, 0.6, 0.5, 0.45, 0.4, 0.4, 0.4, 0.6),
        "Summer": (0.5, 0.7, 1.1, 1.7, 2.0, 1.9, 1.3, 0.7, 0.5, 0.4, 0.4, 0.4),
        "Fall": (0.7, 0.5, 0.45, 0.4, 0.5, 0.8, 1.4, 2.0, 2.0, 1.5, 1.0, 0.9),
        "Holiday": (0.4, 0.35, 0.3, 0.3, 0.3, 0.3, 0.4, 0.6, 1.1, 2.4, 3.2, 0.8),
        "Year-round": (1.0,) * 12,
    }
)
# When each season is over: the first fiscal month (0 = February) of its end-of-season markdown.
SEASON_OVER: Mapping[str, int] = MappingProxyType(
    {"Spring": 4, "Summer": 6, "Fall": 10, "Holiday": 11}
)
