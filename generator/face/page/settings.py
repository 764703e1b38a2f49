"""Django's settings of the page. Where the workplace lies and on which port it is served, the environment says.

`vanban app` sets it before Django is loaded. The secret is made anew at each start: sessions end with the program.
"""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from typing import Any

from generator.face.page.entry.link import mark_of

WORKPLACE = Path(os.environ.get("VANBAN_WORKPLACE") or ".").resolve()
PORT = int(os.environ.get("VANBAN_PORT") or 0)
# What the page keeps for itself: database, received files, pictures of pages. Nothing of it is the truth.
PRIVATE = WORKPLACE / ".vanban"
# By which a second start knows that what answers on a port serves this workplace; says nothing of where it lies.
MARK = mark_of(WORKPLACE)

SECRET_KEY = secrets.token_urlsafe(48)
DEBUG = False
ALLOWED_HOSTS = ["127.0.0.1", "localhost"]
ROOT_URLCONF = "generator.face.page.urls"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "generator.face.page.jobs",
    "generator.face.page.received",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "generator.face.page.guard.no_store",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "generator.face.page.guard.SignedIn",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "generator.face.page.guard.Refusals",
]
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [Path(__file__).parent / "templates"],
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "generator.face.page.shared.everywhere",
            ],
            "libraries": {"words": "generator.face.page.words"},
            "builtins": ["django.templatetags.static"],
            "loaders": [("django.template.loaders.cached.Loader", ["django.template.loaders.filesystem.Loader"])],
        },
    }
]

DATABASES: dict[str, dict[str, Any]] = {
    "default": {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": PRIVATE / "trang.sqlite3",
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
        },
    }
}
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

LANGUAGE_CODE = "vi"
USE_TZ = True
USE_I18N = False
TIME_ZONE = "Asia/Ho_Chi_Minh"

# Cookies ignore ports: two workplaces served at once must not end each other's sessions.
SESSION_COOKIE_NAME = f"vanban_phien_{PORT}"
CSRF_COOKIE_NAME = f"vanban_csrf_{PORT}"
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_EXPIRE_AT_BROWSER_CLOSE = False
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
LOGIN_URL = "entry:closed"
CSRF_FAILURE_VIEW = "generator.face.page.guard.not_from_here"

STATIC_URL = "/tinh/"
STATICFILES_DIRS = [Path(__file__).parent / "static"]
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
]
# Straight from the packages, asked anew each time: nothing is collected, no old file stays after an update.
WHITENOISE_USE_FINDERS = True
WHITENOISE_MAX_AGE = 0

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        **{f"{kind}-src": ["'self'"] for kind in ("script", "style", "img", "font", "connect")},
        "form-action": ["'self'"],
        **{name: ["'none'"] for name in ("object-src", "frame-ancestors", "base-uri")},
    }
}

# One place for how much may come in: a request (the server refuses more with 413), a file, files at once.
MOST_IN_A_REQUEST = 64 << 20
MOST_IN_A_FILE = 50 << 20
MOST_UNPACKED = 200 << 20
MOST_FILES = 200
DATA_UPLOAD_MAX_MEMORY_SIZE = 8 << 20
FILE_UPLOAD_MAX_MEMORY_SIZE = 1 << 20
DATA_UPLOAD_MAX_NUMBER_FILES = MOST_FILES
FILE_UPLOAD_TEMP_DIR = str(PRIVATE / "tam")
FILE_UPLOAD_PERMISSIONS = 0o600
LOGGING_CONFIG = None
