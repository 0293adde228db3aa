"""Every edit of a log entry by entry: each field, each hour, each entry less, twice or moved."""

from collections.abc import Iterator

from auditoria.registro.asientos import TIPOS
from tests.auditoria.verificador.copia import Copia, asientos_de, encadenar
from tests.auditoria.verificador.hojas import Editor, otros_valores


def ediciones_de_bitacora(
    copia: Copia, ruta: str, editor: Editor
) -> Iterator[tuple[str, bool, bytes]]:
    """Give pattern, whether the reader accepts the entry, and the log hashed again."""
    origen = copia.origen(ruta)
    asientos = asientos_de(copia.original[ruta])
    for lugar, asiento in enumerate(asientos):
        antes, despues, tipo = asientos[:lugar], asientos[lugar + 1 :], asiento["tipo"]
        for edicion in editor.ediciones(TIPOS[tipo], asiento["datos"]):
            otro = {**asiento, "datos": edicion.valor}
            datos = encadenar([*antes, otro, *despues], origen)
            yield f"{tipo}.{edicion.patron}", edicion.se_lee, datos
        if "hora" in asiento:
            otro = {**asiento, "hora": otros_valores(asiento["hora"])[0]}
            yield f"{tipo}.hora", True, encadenar([*antes, otro, *despues], origen)
        yield f"{tipo} (menos)", True, encadenar([*antes, *despues], origen)
        yield f"{tipo} (repetido)", True, encadenar([*antes, asiento, asiento, *despues], origen)
        if antes and antes[-1] != asiento:
            movido = [*antes[:-1], asiento, antes[-1], *despues]
            yield f"{tipo} (antes)", True, encadenar(movido, origen)
