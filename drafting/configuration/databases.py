"""The database: SQLite, or PostgreSQL where DATABASE_URL names one."""

from drafting import environment as env
from drafting.configuration.installation import PRODUCTION, VAR

DATABASES = {
    "default": env.database(
        "DATABASE_URL",
        None if PRODUCTION else f"sqlite:///{VAR / 'zhaojing.sqlite3'}",
        beside="DATABASE_PASSWORD",
    )
}
_database = DATABASES["default"]
if _database["ENGINE"] == "django.db.backends.sqlite3":
    # With WAL, IMMEDIATE and a patient timeout, 50 people saving at once never meet "database is
    # locked"; each of the three alone is not enough.
    _database["OPTIONS"] = {
        "timeout": 20,
        "transaction_mode": "IMMEDIATE",
        "init_command": "PRAGMA journal_mode=WAL;",
    }
    _database["CONN_MAX_AGE"] = None
else:
    _database["ENGINE"] = "drafting.postgresql"
    # Seconds and milliseconds after which a server that is away counts as away; the system's own
    # patience is minutes and hours.
    _patience: dict[str, object] = {
        "connect_timeout": 5,
        "keepalives_idle": 10,
        "keepalives_interval": 5,
        "keepalives_count": 3,
        "tcp_user_timeout": 15000,
    }
    # A connection that did not outlive a restart of the server is not used again.
    _database["CONN_HEALTH_CHECKS"] = True
    if _pool := env.integer("DATABASE_POOL_SIZE", 0, maximum=200):
        # After an outage the pool waits longer and longer before it looks again; it begins anew
        # after reconnect_timeout.
        _patience["pool"] = {"min_size": 1, "max_size": _pool, "timeout": 5, "reconnect_timeout": 5}
    else:
        # A new connection for each request costs 5 ms and most of the throughput.
        _database["CONN_MAX_AGE"] = 600
    # What the URL says (…?sslmode=require) holds.
    if isinstance(_given := _database.get("OPTIONS"), dict):
        _patience |= _given
    _database["OPTIONS"] = _patience
