"""What has to be sound before a process serves: settings and prompts. One clear line and a non-zero exit where not."""

import sys

from service.adapters.clock import SystemClock
from service.adapters.key_file import BrokenKeys, KeyFile
from service.adapters.prompt_files import PromptShelf
from service.adapters.stores import redis_address
from service.settings import BadSettings, Settings, load_settings
from service.summarise.errors import BrokenPrompt


def checked_settings(*, serving: bool) -> Settings:
    """The settings, with the prompts read once as a test; ends the process with one line when something is wrong."""
    try:
        settings = load_settings()
        if serving:
            settings.check_exposure()
            settings.check_price()
        _check_redis(settings.redis_url)
        PromptShelf.load(settings.prompts_dir)
        if serving and settings.keys_file:
            KeyFile(settings.keys_file, SystemClock())
    except (BadSettings, BrokenPrompt, BrokenKeys) as error:
        sys.exit(f"standfirst: {error}")
    return settings


def _check_redis(url: str) -> None:
    """Raises ``BadSettings`` when it is no address; whether anybody lives there is no matter of a start."""
    try:
        if url:
            redis_address.parse(url)
    except ValueError as error:
        raise BadSettings(f"REDIS_URL: {error}") from None
