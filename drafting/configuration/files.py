"""Static files, and files of exports."""

from drafting import environment as env
from drafting.configuration.installation import BASE_DIR, DEMO, PRIVATE_ROOT, PRODUCTION, VAR

STATIC_URL = "static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = env.directory("STATIC_ROOT", VAR / "static")
_hashed = DEMO or PRODUCTION
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {
            "location": str(PRIVATE_ROOT),
            "file_permissions_mode": 0o600,
            "directory_permissions_mode": 0o700,
        },
    },
    # Generated Word files. Beyond one machine this is S3-compatible storage
    # (storages.backends.s3.S3Storage).
    "private": {
        "BACKEND": "drafting.jobs.storage.PrivateFileStorage",
        "OPTIONS": {"location": str(PRIVATE_ROOT)},
    },
    "staticfiles": {
        "BACKEND": "drafting.server.static_files.HashedStaticFilesStorage"
        if _hashed
        else "django.contrib.staticfiles.storage.StaticFilesStorage",
    },
}
