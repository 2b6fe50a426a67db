"""How do pydantic values and API keys stand in the OpenAPI document?"""

from typing import Any

from drf_spectacular.extensions import (
    OpenApiAuthenticationExtension,
    OpenApiSerializerExtension,
)
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.plumbing import ResolvedComponent
from drf_spectacular.utils import Direction

from bi_app.api.authentication import SCHEME, ApiKeyAuthentication
from semantic_layer.errors import InvariantError


class PydanticExtension(OpenApiSerializerExtension):  # type: ignore[no-untyped-call]
    """A pydantic model is a component, and each model inside it is one of its own."""

    target_class = "pydantic.BaseModel"
    match_subclasses = True

    def get_name(self, auto_schema: AutoSchema, direction: Direction) -> str:
        return str(self.target.__name__)

    def map_serializer(self, auto_schema: AutoSchema, direction: Direction) -> dict[str, Any]:
        schema: dict[str, Any] = self.target.model_json_schema(
            ref_template="#/components/schemas/{model}"
        )
        for name, part in schema.pop("$defs", {}).items():
            component = ResolvedComponent(  # type: ignore[no-untyped-call]
                name=name, type=ResolvedComponent.SCHEMA, object=name, schema=part
            )
            _register(component, auto_schema)
        return schema if "$ref" not in schema else self._inner(schema, auto_schema)

    def _inner(self, schema: dict[str, Any], auto_schema: AutoSchema) -> dict[str, Any]:
        """A model that holds itself comes as a reference to its own definition."""
        name = schema["$ref"].rpartition("/")[2]
        key = (name, ResolvedComponent.SCHEMA)
        component = auto_schema.registry._components.pop(key)
        return dict(component.schema)


def _register(component: ResolvedComponent, auto_schema: AutoSchema) -> None:
    """Two values of one name would pass for each other in the document."""
    known = auto_schema.registry._components.get(component.key)
    if known is not None and known.schema != component.schema:
        raise InvariantError(f"Two different parts of the API are called {component.name}.")
    auto_schema.registry.register_on_missing(component)


class ApiKeyScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    target_class = ApiKeyAuthentication
    name = "apiKey"

    def get_security_definition(self, auto_schema: AutoSchema) -> dict[str, str]:
        return {
            "type": "http",
            "scheme": SCHEME,
            "description": "A key that `manage.py api_key USERNAME` printed.",
        }
