"""What gunicorn loads: the application, from the environment's settings."""

from service.app import create_app
from service.settings import load_settings

application = create_app(load_settings())
