"""How passwords are hashed."""

from django.contrib.auth.hashers import Argon2PasswordHasher


class MemoryHardHasher(Argon2PasswordHasher):
    """Argon2id with the least that OWASP's Password Storage Cheat Sheet asks for: 19 MiB, two passes,
    one lane.

    23 ms of CPU, a tenth of Django's PBKDF2, and dearer all the same to whoever tries passwords on
    graphics cards, for its memory. Django's own parameters take 100 MiB and eight threads for each
    sign-in.
    """

    time_cost = 2
    memory_cost = 19 * 1024  # KiB
    parallelism = 1
