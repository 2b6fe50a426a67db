"""The Django project and the product: settings, the street, pages, API and demo."""
