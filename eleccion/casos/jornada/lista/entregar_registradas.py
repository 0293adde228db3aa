"""Hand the commission who registered, as hashes under the key of the process."""

from __future__ import annotations

from pathlib import Path

from auditoria.registro.archivos import escribir_archivo
from auditoria.reglas.padron import lleva_lista
from eleccion.casos.jornada.mesa.equipo_mesa import EquipoMesa
from eleccion.casos.registradas import (
    PersonaEnLista,
    Registradas,
    archivo_de_registradas,
    firmar_registradas,
)
from eleccion.dominio.mesa import MesaAlterada
from eleccion.dominio.puertos_mesa import HOJA_DE_COTEJO
from eleccion.dominio.registradas import huella_de_registro


def entregar_registradas(mesa: EquipoMesa, destino: Path) -> Path | None:
    """Write the list beside the registro, for the reserved part; ``None`` where there is a list.

    Its rows are in the order of their hashes, and each says its number on the printed list, which
    names nobody without that paper. Writing it again gives the same bytes.

    Args:
        destino: Folder for ``registradas-<mesa>.txt``.

    Raises:
        MesaAlterada: The key that came in the dotación is not there.
    """
    if lleva_lista(mesa.sellado.reglas):
        return None
    with mesa.almacen.leer() as lectura:
        llave, registradas = lectura.hoja(HOJA_DE_COTEJO), lectura.registradas()
    if llave is None:
        raise MesaAlterada(HOJA_DE_COTEJO)
    personas = [
        PersonaEnLista(
            huella=huella_de_registro(llave, mesa.proceso, credencial.clave), numero=numero
        )
        for numero, credencial in enumerate(registradas, 1)
    ]
    lista = Registradas(
        proceso=mesa.proceso,
        mesa=mesa.identidad,
        definicion=mesa.sellado.huella,
        personas=tuple(sorted(personas, key=lambda persona: persona.huella)),
    )
    ruta = destino / archivo_de_registradas(mesa.identidad)
    escribir_archivo(ruta, firmar_registradas(lista, [mesa.llave]), 0o600)
    return ruta
