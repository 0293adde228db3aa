"""Every edit of a log entry by entry: each field, each hour, each entry less, twice or moved."""

from collections.abc import Callable, Iterator

from auditoria.registro.asientos import TIPOS
from tests.auditoria.verificador.copia import Copia, asientos_de, encadenar
from tests.auditoria.verificador.hojas import Editor, otros_valores


def ediciones_de_bitacora(
    copia: Copia, ruta: str, editor: Editor, interesa: Callable[[str], bool]
) -> Iterator[tuple[str, bool, bytes]]:
    """Give pattern, whether the reader accepts the entry, and the log hashed again.

    Args:
        interesa: Tells of a pattern whether its edit is wanted; the others are not made.
    """
    origen = copia.origen(ruta)
    asientos = asientos_de(copia.original[ruta])
    for lugar, asiento in enumerate(asientos):
        antes, despues, tipo = asientos[:lugar], asientos[lugar + 1 :], asiento["tipo"]
        propios = editor.ediciones(
            TIPOS[tipo], asiento["datos"], interesa=lambda p, tipo=tipo: interesa(f"{tipo}.{p}")
        )
        for edicion in propios:
            otro = {**asiento, "datos": edicion.valor}
            datos = encadenar([*antes, otro, *despues], origen)
            yield f"{tipo}.{edicion.patron}", edicion.se_lee, datos
        enteras = {"(menos)": [], "(repetido)": [asiento, asiento]}
        if "hora" in asiento and interesa(f"{tipo}.hora"):
            otro = {**asiento, "hora": otros_valores(asiento["hora"])[0]}
            yield f"{tipo}.hora", True, encadenar([*antes, otro, *despues], origen)
        for nombre, en_su_lugar in enteras.items():
            if interesa(f"{tipo} {nombre}"):
                yield (
                    f"{tipo} {nombre}",
                    True,
                    encadenar([*antes, *en_su_lugar, *despues], origen),
                )
        if antes and antes[-1] != asiento and interesa(f"{tipo} (antes)"):
            movido = [*antes[:-1], asiento, antes[-1], *despues]
            yield f"{tipo} (antes)", True, encadenar(movido, origen)
