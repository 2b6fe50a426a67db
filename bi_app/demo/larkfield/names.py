"""Which made-up names do people, products and suppliers go by?"""

FIRST_NAMES = (
    "Ada", "Amir", "Ana", "Ben", "Bea", "Carlos", "Cara", "Chen", "Clara", "Daniel", "Dana",
    "Diego", "Elena", "Eli", "Emma", "Esme", "Farah", "Felix", "Grace", "Gus", "Hana", "Hugo",
    "Ida", "Imani", "Ines", "Ivan", "Jada", "James", "Jin", "Jonah", "Julia", "Kai", "Kara",
    "Kofi", "Lana", "Leo", "Lila", "Lucas", "Luz", "Maya", "Mei", "Miles", "Mina", "Nadia",
    "Nina", "Noah", "Nora", "Omar", "Oscar", "Owen", "Paula", "Priya", "Quinn", "Rafael", "Rosa",
    "Ruth", "Sam", "Sara", "Silas", "Sofia", "Tara", "Theo", "Tomas", "Uma", "Vera", "Victor",
    "Wes", "Willa", "Yara", "Yusuf", "Zane", "Zoe",
)  # fmt: skip
LAST_NAMES = (
    "Abbott", "Acosta", "Albright", "Baker", "Barnes", "Bauer", "Bell", "Bishop", "Blake",
    "Brooks", "Burke", "Castillo", "Chan", "Cole", "Cruz", "Dalton", "Dawson", "Diaz", "Doyle",
    "Ellis", "Estrada", "Farrell", "Flores", "Foster", "Frost", "Garza", "Gibson", "Grant",
    "Greer", "Hale", "Hardy", "Hayes", "Hughes", "Ibarra", "Ingram", "Jensen", "Joshi", "Kaur",
    "Keller", "Khan", "Kim", "Lane", "Larsen", "Lee", "Lowe", "Mahoney", "Marsh", "Mendez",
    "Miller", "Moreno", "Nash", "Nguyen", "Novak", "Okafor", "Ortega", "Osman", "Park", "Patel",
    "Pearce", "Perez", "Quinn", "Ramos", "Reed", "Reyes", "Rossi", "Santos", "Sato", "Shaw",
    "Silva", "Snow", "Stone", "Tanaka", "Tran", "Underwood", "Vance", "Vega", "Walsh", "Ward",
    "West", "Winter", "Wolfe", "Wong", "York", "Zamora",
)  # fmt: skip

STYLE_WORDS = (
    "Ashby", "Alder", "Amalfi", "Avery", "Bayside", "Belmont", "Briar", "Camden", "Cassia",
    "Cedar", "Clementine", "Cove", "Dahlia", "Delmar", "Dover", "Elm", "Emerson", "Fern", "Flint",
    "Gable", "Harbor", "Hazel", "Indigo", "Ivy", "Juniper", "Kent", "Lark", "Laurel", "Linden",
    "Lyra", "Maple", "Marlow", "Meadow", "Monroe", "Nantucket", "Oakley", "Olive", "Orchard",
    "Palmer", "Prairie", "Quarry", "Quincy", "Rowan", "Sable", "Sage", "Savoy", "Sorrel",
    "Sutton", "Thistle", "Vesper", "Wilder", "Willow", "Windsor", "Wren",
)  # fmt: skip

FINISH_WORDS = {
    "Women's": ("Linen", "Cotton", "Silk", "Ribbed", "Washed", "Printed", "Pleated", "Classic"),
    "Men's": ("Cotton", "Merino", "Stretch", "Brushed", "Classic", "Slim", "Tailored", "Washed"),
    "Kids": ("Striped", "Soft", "Bright", "Organic", "Printed", "Cozy", "Everyday", "Dotted"),
    "Home": ("Stoneware", "Woven", "Ivory", "Walnut", "Brushed", "Garden", "Linen", "Amber"),
    "Beauty": ("Rose", "Citrus", "Velvet", "Dewy", "Botanical", "Sheer", "Radiant", "Jasmine"),
    "Accessories": ("Leather", "Suede", "Gold", "Braided", "Canvas", "Pearl", "Silver", "Matte"),
}  # fmt: skip

# (name, country, contracted lead time in days, departments served)
SUPPLIERS = (
    ("Hanoi Textile", "Vietnam", 49, ("Kids",)),
    ("Saigon Garment", "Vietnam", 49, ("Kids", "Women's")),
    ("Mekong Footwear", "Vietnam", 56, ("Women's", "Men's")),
    ("Da Nang Apparel", "Vietnam", 49, ("Women's",)),
    ("Haiphong Goods", "Vietnam", 56, ("Accessories",)),
    ("Hue Ceramics", "Vietnam", 56, ("Home",)),
    ("Shenzhen Works", "China", 63, ("Home", "Accessories")),
    ("Ningbo Home", "China", 63, ("Home",)),
    ("Suzhou Silk", "China", 56, ("Women's",)),
    ("Xiamen Leather", "China", 56, ("Accessories", "Women's")),
    ("Qingdao Knit", "China", 56, ("Kids", "Men's")),
    ("Hangzhou Glass", "China", 63, ("Home", "Beauty")),
    ("Guangzhou Style", "China", 56, ("Women's", "Accessories")),
    ("Dongguan Footwear", "China", 63, ("Men's", "Women's")),
    ("Tianjin Woven", "China", 56, ("Men's",)),
    ("Jaipur Textile", "India", 49, ("Women's", "Home")),
    ("Tirupur Cotton", "India", 49, ("Kids", "Men's")),
    ("Mumbai Jewels", "India", 42, ("Accessories",)),
    ("Chennai Mills", "India", 49, ("Men's", "Home")),
    ("Kolkata Weave", "India", 49, ("Home", "Women's")),
    ("Agra Leather", "India", 49, ("Accessories",)),
    ("Porto Linens", "Portugal", 35, ("Home",)),
    ("Braga Shoe", "Portugal", 35, ("Women's", "Men's")),
    ("Lisboa Atelier", "Portugal", 35, ("Women's",)),
    ("Aveiro Ceramica", "Portugal", 35, ("Home",)),
    ("Guimaraes Kids", "Portugal", 35, ("Kids",)),
    ("Monterrey Denim", "Mexico", 21, ("Women's", "Men's")),
    ("Leon Calzado", "Mexico", 21, ("Men's", "Accessories")),
    ("Puebla Home", "Mexico", 28, ("Home",)),
    ("Oaxaca Artesania", "Mexico", 28, ("Accessories", "Home")),
    ("Guadalajara Ninos", "Mexico", 21, ("Kids",)),
    ("Izmir Textile", "Turkey", 42, ("Women's", "Kids")),
    ("Bursa Towel", "Turkey", 42, ("Home",)),
    ("Istanbul Deri", "Turkey", 42, ("Accessories", "Men's")),
    ("Denizli Cotton", "Turkey", 42, ("Home", "Kids")),
    ("Carolina Beauty", "United States", 14, ("Beauty",)),
    ("Brooklyn Botanicals", "United States", 14, ("Beauty",)),
    ("Vermont Candle", "United States", 21, ("Home",)),
    ("Pacific Skin Labs", "United States", 14, ("Beauty",)),
    ("Ohio Outfitters", "United States", 21, ("Men's", "Accessories")),
)  # fmt: skip
