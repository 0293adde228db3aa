"""Keys for tests: made from a word, so that a failure repeats."""

from hashlib import sha256

from auditoria.registro.llave import LlavePrivada, Uso


def llave_de(nombre: str, uso: Uso = Uso.FIRMA) -> LlavePrivada:
    """The key of a name; anybody can make it, which is why it stays in tests."""
    return LlavePrivada(nombre, sha256(f"prueba {uso} {nombre}".encode()).digest(), uso)
