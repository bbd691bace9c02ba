"""docker-compose.yml, Dockerfile and deploy/prepare.sh, without Docker: what they say is complete.
tests/ground/test_compose_stack.py runs the commands."""

import re
import stat
import subprocess
from pathlib import Path

import pytest

from drafting.environment_names import NAMES, SECRETS
from drafting.operation.backup.encryption import read_key
from drafting.sealing.keys import NONE, read_keys
from tests.ground import compose
from tests.ground.compose import APP, DOCKERFILE, GIVEN
from tests.processes import ROOT

OTHERS = ("proxy", "redis", "postgres")
#: What Compose knows of a service, as far as ours say it; a name that it does not know it refuses.
KNOWN = set(
    """
    build cap_drop command cpu_shares depends_on deploy environment healthcheck image logging
    networks ports read_only restart secrets security_opt shm_size stop_grace_period tmpfs
    user volumes
    """.split()  # noqa: SIM905 - a list of quoted words would hide them
)
#: What the containers set themselves: the guide tells it for other ways of running.
FIXED = set(
    """
    BEAT_SCHEDULE_FILE BEHIND_PROXY DATABASE_URL HOST PORT PRIVATE_ROOT REDIS_URL STATIC_ROOT
    ZHAOJING_MODE ZHAOJING_VAR
    """.split()  # noqa: SIM905 - a list of quoted words would hide them
)
#: Where Compose puts the secrets, by the setting that reads each.
SECRET_FILES = {
    "SECRET_KEY_FILE": "secret_key",
    "DATABASE_PASSWORD_FILE": "postgres_password",
    "REDIS_PASSWORD_FILE": "redis_password",
    "MAIL_PASSWORD_FILE": "mail_password",
    "METRICS_TOKEN_FILE": "metrics_token",
    "OIDC_CLIENT_SECRET_FILE": "oidc_client_secret",
    "LDAP_BIND_PASSWORD_FILE": "ldap_bind_password",
    "WECOM_SECRET_FILE": "wecom_secret",
    "BACKUP_KEY_FILE": "backup_key",
    "TEXT_KEYS_FILE": "text_keys",
}


def test_the_services_and_what_each_has() -> None:
    services = compose.services()
    assert set(services) == {*APP, *OTHERS}
    assert {key for service in services.values() for key in service} == KNOWN
    assert {name for name, one in services.items() if "healthcheck" not in one} == {"migrate"}
    assert {one["image"] for one in services.values() if "build" in one} == {"zhaojing"}
    assert {str(services[name]["environment"]) for name in APP} == {
        str(services["web"]["environment"])
    }
    named = {
        source
        for service in services.values()
        for source, _, _ in (volume.partition(":") for volume in service.get("volumes", []))
        if not source.startswith("./")
    }
    assert named == set(compose.whole()["volumes"])


@pytest.mark.parametrize("name", [*APP, *OTHERS])
def test_a_container_can_do_no_more_than_it_needs(name: str) -> None:
    service = compose.services()[name]
    assert service["read_only"] is True
    assert (service["cap_drop"], service["security_opt"]) == (["ALL"], ["no-new-privileges:true"])
    limits = service["deploy"]["resources"]["limits"]
    assert set(limits) == {"cpus", "memory", "pids"}
    assert service["restart"] == ("no" if name == "migrate" else "unless-stopped")
    assert any(place.startswith("/tmp:size=") for place in service["tmpfs"])
    assert service["logging"]["options"] == {"max-size": "10m", "max-file": "5"}
    # the image's own user, which is zhaojing (see below), or an ordinary one by number
    assert ("user" not in service) if name in APP else int(service["user"].split(":")[0]) > 0


def test_who_reaches_whom() -> None:
    services = compose.services()
    assert [name for name, one in services.items() if "ports" in one] == ["proxy"]
    networks = {name: set(service["networks"]) for name, service in services.items()}
    assert networks == {
        "proxy": {"front"},
        "web": {"front", "back"},
        "worker": {"front", "back"},
        **{name: {"back"} for name in ("migrate", "beat", "redis", "postgres")},
    }
    assert compose.whole()["networks"] == {"front": None, "back": {"internal": True}}


def test_how_many_and_in_which_order() -> None:
    services = compose.services({**GIVEN, "WEB_REPLICAS": "4"})
    replicas = {name: one["deploy"].get("replicas", 1) for name, one in services.items()}
    assert replicas == {**dict.fromkeys(services, 1), "web": "4", "worker": "2"}
    servers = {name: {"condition": "service_healthy"} for name in ("postgres", "redis")}
    after = {"migrate": {"condition": "service_completed_successfully"}, **servers}
    assert {name: one.get("depends_on") for name, one in services.items()} == {
        "proxy": {"web": {"condition": "service_healthy"}},
        "migrate": servers,
        **dict.fromkeys(["web", "worker", "beat"], after),
        **dict.fromkeys(["redis", "postgres"]),
    }


def test_every_setting_of_the_guide_reaches_the_application() -> None:
    """What the operator writes into .env is read, except for what the containers fix and for the
    secrets."""
    guide = (ROOT / "docs/guide/operator.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (`[A-Z_]+`(?:、`[A-Z_]+`)*) \|", guide, re.M)
    told = set(re.findall(r"[A-Z_]+", " ".join(rows)))
    # DEBUG is for developers, and of the _FILE names the guide speaks in general.
    assert set(NAMES) - told == {"DEBUG", *(f"{name}_FILE" for name in SECRETS)}
    assert told > FIXED
    given = {name: f"given-{name}" for name in told - FIXED - set(SECRETS)}
    service = compose.services({**GIVEN, **given})["web"]
    assert {name: service["environment"].get(name) for name in given} == given
    # the container's own; in .env it is the one outside
    assert "PORT" not in service["environment"]
    assert service["environment"]["BEHIND_PROXY"] == "1"


def test_the_example_names_everything_that_may_be_given() -> None:
    example = (ROOT / "docs/env.example").read_text(encoding="utf-8")
    assert set(re.findall(r"^([A-Z_]+)=", example, re.M)) == set(
        re.findall(r"(?<!\$)\$\{([A-Z_]+)", compose.read())
    )


def test_nothing_starts_without_its_names() -> None:
    with pytest.raises(compose.MissingVariable, match="ALLOWED_HOSTS"):
        compose.services({})


def test_secrets_come_from_files() -> None:
    services, files = compose.services(), compose.whole()["secrets"]
    assert files == {name: {"file": f"./secrets/{name}"} for name in SECRET_FILES.values()}
    used = {name: set(service.get("secrets", ())) for name, service in services.items()}
    assert used == {
        **{name: set(files) for name in APP},
        "redis": {"redis_password"},
        "postgres": {"postgres_password"},
        "proxy": set(),
    }
    environment = services["web"]["environment"]
    assert {name: environment[name] for name in SECRET_FILES} == {
        name: f"/run/secrets/{file}" for name, file in SECRET_FILES.items()
    }
    assert services["postgres"]["environment"]["POSTGRES_PASSWORD_FILE"].startswith("/run/secrets/")
    for name, service in services.items():
        for key in service.get("environment", {}):
            about_secrets = re.search("SECRET|PASSWORD(?!_LENGTH|_DAYS)|TOKEN", key)
            assert key.endswith("_FILE") or not about_secrets, (name, key)


def test_no_secret_is_in_the_image() -> None:
    assert not re.search(
        r"(PASSWORD|SECRET_KEY|TOKEN)\s*=",
        re.sub("SECRET_KEY=used-while-building-only", "", DOCKERFILE),
    )
    # what is not named stays out: nobody foresees where backups and keys are put
    lines = (ROOT / ".dockerignore").read_text().splitlines()
    rules = [line for line in lines if not line.startswith("#")]
    assert rules[0] == "*"
    let_in = {rule.removeprefix("!") for rule in rules if rule.startswith("!")}
    assert let_in == {
        *("LICENSE", "accounts", "docs/guide", "drafting", "fixtures", "manage.py"),
        *("pyproject.toml", "requirements/base.txt", "static", "templates"),
    }
    assert all((ROOT / name).exists() for name in let_in)
    # nor are they committed
    ignored = (ROOT / ".gitignore").read_text().split()
    assert {"/secrets/", "/backup/", "/fonts/", ".env", "var/"} <= set(ignored)


def test_the_image_runs_as_an_ordinary_user() -> None:
    final = DOCKERFILE[DOCKERFILE.rindex("\nFROM ") :]
    lines = [line.split()[0] for line in final.splitlines() if re.match("[A-Z]+ ", line)]
    assert re.findall(r"^USER (.+)$", final, re.M) == ["zhaojing"]
    # Nothing after it changes a file as root.
    assert set(lines[lines.index("USER") + 1 :]) <= {"VOLUME", "EXPOSE", "CMD"}
    assert "--require-hashes" in DOCKERFILE


def test_prepare_makes_what_is_needed_once(tmp_path: Path) -> None:
    place = compose.site(tmp_path / "site")
    assert compose.prepare(place, "zhaojing.example,10.0.0.8", "--plain").returncode == 0
    files = {
        path.name: path.read_text().strip()
        for path in (place / "secrets").iterdir()
        if path.is_file()
    }
    assert set(files) == set(SECRET_FILES.values())
    assert (len(files["secret_key"]), files["mail_password"]) == (64, "")
    assert len(read_key(place / "secrets/backup_key")) == 32
    # read by the users within the containers, by nobody else on this machine
    assert stat.S_IMODE((place / "secrets").stat().st_mode) == 0o700
    assert {stat.S_IMODE((place / "secrets" / name).stat().st_mode) for name in files} == {0o444}
    given = dict(re.findall(r"^([A-Z_]+)=(.+)$", (place / ".env").read_text(), re.M))
    assert (given["ALLOWED_HOSTS"], given["PLAIN_HTTP"]) == ("zhaojing.example,10.0.0.8", "1")
    compose.services(given)

    again = compose.prepare(place, "elsewhere.example")
    assert again.stdout.count("没有改动") == len(SECRET_FILES) + 1
    assert (place / "secrets/secret_key").read_text().strip() == files["secret_key"]
    assert "ALLOWED_HOSTS=zhaojing.example,10.0.0.8\n" in (place / ".env").read_text()


def test_a_key_of_texts_is_put_in_front(tmp_path: Path) -> None:
    place = compose.site(tmp_path / "site")
    assert compose.prepare(place, "zhaojing.example").returncode == 0
    keys = place / "secrets/text_keys"
    assert read_keys(keys) == NONE
    script = ["sh", str(place / "deploy/text_key.sh")]
    for number in (1, 2):
        subprocess.run(script, check=True)
        assert len(read_keys(keys).by_id) == number
        assert stat.S_IMODE(keys.stat().st_mode) == 0o444
    second = read_keys(keys).writing
    keys.chmod(0o644)
    keys.write_text("plain\n" + keys.read_text())
    assert read_keys(keys).writing is None
    elsewhere = place / "secrets/others"
    subprocess.run([*script, str(elsewhere)], check=True)
    assert (len(read_keys(elsewhere).by_id), len(read_keys(keys).by_id)) == (1, 2)
    subprocess.run(script, check=True)
    assert second is not None
    assert list(read_keys(keys).by_id)[1] == second.id
    done = subprocess.run([*script, str(tmp_path / "none/keys")], capture_output=True, check=False)
    assert (done.returncode, done.stderr.count(b"\n")) == (2, 1)


def test_prepare_takes_the_secrets_of_an_older_installation(tmp_path: Path) -> None:
    place = compose.site(tmp_path / "site")
    (place / ".env").write_text("ALLOWED_HOSTS=h\nPOSTGRES_PASSWORD=old1\nREDIS_PASSWORD=old2\n")
    said = compose.prepare(place, "h").stdout
    assert "请从 .env 删去" in said
    assert (place / "secrets/postgres_password").read_text() == "old1\n"
    assert (place / "secrets/redis_password").read_text() == "old2\n"
    assert len((place / "secrets/secret_key").read_text()) == 65


@pytest.mark.parametrize("words", [(), ("--plain",), ("http://h",), ("a b",), ("h;reboot",)])
def test_prepare_wants_a_name(tmp_path: Path, words: tuple[str, ...]) -> None:
    place = compose.site(tmp_path / "site")
    done = compose.prepare(place, *words)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert not (place / "secrets").exists()
