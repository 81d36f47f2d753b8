"""``/docs``: the OpenAPI document as a page, with its assets served from here."""

from flask import Blueprint, Response
from flask_swagger_ui import get_swaggerui_blueprint

CONTENT_POLICY = (
    "default-src 'self'; style-src 'self' 'unsafe-inline'; script-src 'self' 'unsafe-inline'; img-src 'self' data:"
)


def docs_blueprint() -> Blueprint:
    """Swagger UI over ``/openapi.json``. Nothing on the page comes from another host."""
    blueprint: Blueprint = get_swaggerui_blueprint(
        "/docs", "/openapi.json", config={"app_name": "Standfirst", "validatorUrl": None, "deepLinking": True}
    )
    blueprint.after_request(_confine)
    return blueprint


def _confine(response: Response) -> Response:
    response.headers["Content-Security-Policy"] = CONTENT_POLICY
    return response
