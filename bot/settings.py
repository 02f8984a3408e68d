"""Every setting, from the environment or .env, prefix DOORSTEP_. See docs/settings.md."""

from datetime import datetime
from pathlib import Path
from typing import Literal, Self

from pydantic import Field, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

SQLALCHEMY_POSTGRES = "postgresql+psycopg://"


class Settings(BaseSettings):
    """All settings. Frozen: a setting that was read can no longer be changed."""

    model_config = SettingsConfigDict(env_prefix="DOORSTEP_", env_file=".env", extra="ignore", frozen=True)

    env: Literal["demo", "test", "production"] = "demo"
    database_url: str = "sqlite:///doorstep.db"
    content: Path = Path("content")
    model: Path = Path("model")
    public_url: str = ""
    host: str = "127.0.0.1"
    port: int = 8000
    metrics_port: int = Field(default=0, ge=0, le=65535)
    secret_key: str = ""
    secret_key_old: str = ""
    now: datetime | None = None

    twilio_account_sid: str = ""
    twilio_auth_token: str = ""
    twilio_from: str = ""
    twilio_api_url: str = "https://api.twilio.com"

    sms2_url: str = ""
    sms2_key: str = ""
    sms2_from: str = ""

    telegram_token: str = ""
    telegram_secret: str = ""
    telegram_api_url: str = "https://api.telegram.org"
    telegram_mode: Literal["webhook", "polling"] = "webhook"

    open311_url: str = ""
    open311_key: str = ""
    open311_jurisdiction: str = ""

    chat_origins: str = ""
    send_timeout: float = Field(default=10.0, gt=0, le=60)
    lookup_timeout: float = Field(default=3.0, gt=0, le=30)
    second_officer: bool = True
    session_hours: float = Field(default=8.0, gt=0, le=24)

    @model_validator(mode="after")
    def check_clock(self) -> Self:
        """A fixed clock is for demonstrations and checks only."""
        if self.now is not None and self.env == "production":
            raise ValueError("DOORSTEP_NOW is set: remove it, or set DOORSTEP_ENV to demo or test.")
        return self

    @property
    def base_url(self) -> str:
        """The public address without a slash at the end."""
        return (self.public_url or f"http://{self.host}:{self.port}").rstrip("/")

    @property
    def sqlalchemy_url(self) -> str:
        """The database's address as SQLAlchemy reads it (psycopg for PostgreSQL)."""
        for prefix in ("postgres://", "postgresql://"):
            if self.database_url.startswith(prefix):
                return SQLALCHEMY_POSTGRES + self.database_url[len(prefix) :]
        return self.database_url
