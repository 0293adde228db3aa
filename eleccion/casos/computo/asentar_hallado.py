"""Write down a machine found after its urna was closed: published and reported, never decrypted."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from hashlib import sha256
from typing import ClassVar

from auditoria.formatos.claves import partir_mesa, ruta_de_mesa
from auditoria.formatos.hallado import BoletaHallada, Hallado, archivo_de_hallado
from auditoria.registro import bitacora
from auditoria.registro.asientos import EquipoHallado
from auditoria.registro.expediente import Expediente
from auditoria.registro.expediente import abrir as abrir_expediente
from boletas.cripto.boleta import verificar_boleta
from boletas.cripto.verificacion import verificar_archivo
from eleccion.casos.comision import Comision, Sellador
from eleccion.casos.computo.dos_personas import guardar_con_dos_firmas
from eleccion.casos.jornada.equipo_hallado import ColaHallada, Historia, leer_cola
from eleccion.casos.sellado import leer_mesa_sellada, leer_sellado
from eleccion.dominio.puertos_urna import AlmacenDeUrna, BoletaGuardada
from eleccion.dominio.relevo import EquipoYaReunido
from eleccion.errores import ActoIndebido


class MesaSinRegistro(ActoIndebido):
    """The record of the mesa did not come: nothing tells which machine took over from which."""

    explicacion: ClassVar[str] = "El registro de esa mesa no se ha recibido"


def asentar_hallado(
    mesa: str,
    hallada: AlmacenDeUrna,
    punto_firmado: bytes,
    selladores: tuple[Sellador, Sellador],
    *,
    comision: Comision,
    hora: datetime,
) -> Hallado:
    """Publish what a machine holds that the closed urna does not; no total changes.

    Its ballots go to no custodian, before the decryption or after: what the mesa signed is what its
    urna held, and the papers of these votes were counted with the others.

    Args:
        mesa: ``D001-M1``.
        hallada: Database of the urna of the machine found; only read.
        punto_firmado: Last checkpoint of its log.

    Raises:
        MesaSinRegistro: See the class.
        EquipoNoHallado, HistoriaAparte: It is none that the record goes on from.
        EquipoYaReunido: It was written down before.
        Incumplimiento: A ballot of it does not verify.
        FirmanteAjeno: Who signs is not who sealed.
    """
    carpeta = comision.carpetas.definicion
    sellado = leer_sellado(lambda nombre: (carpeta / nombre).read_bytes())
    ruta = ruta_de_mesa(mesa)
    propia = leer_mesa_sellada(sellado, mesa, lambda n: (carpeta / ruta / n).read_bytes())
    with comision.leer() as lectura:
        registros = lectura.registros(mesa)
    if not registros:
        raise MesaSinRegistro(mesa)
    with abrir_expediente(comision.carpetas.registros / registros[0].nombre) as e:
        historia = _historia(e, sellado.proceso, mesa)
        with e.flujo(f"{ruta}/{propia.mesa.clave}.bel") as flujo:
            en_la_urna = set(verificar_archivo(flujo, en_curso=True).boletas)
    with hallada.leer() as lectura_de_urna:
        cola = leer_cola(historia, lectura_de_urna.historia(), punto_firmado)
        suyas = tuple(lectura_de_urna.boletas())
    faltan = [boleta for boleta in suyas if boleta.huella.hex() not in en_la_urna]
    for boleta in faltan:
        verificar_boleta(boleta.texto, propia.definicion, propia.credenciales.conjunto)
    hallado = _decir(sellado.proceso, mesa, cola, punto_firmado, faltan)
    contenido = hallado.escribir()
    destino = f"{ruta}/{archivo_de_hallado(cola.generacion)}"
    with comision.abrir() as trabajo:
        if trabajo.documentos.tiene(destino):
            raise EquipoYaReunido(cola.origen)
        guardar_con_dos_firmas(
            trabajo, comision, sellado, selladores, destino, Hallado.formato, contenido
        )
        trabajo.asentar(
            EquipoHallado(
                mesa=mesa,
                generacion=cola.generacion,
                hallado=sha256(contenido).digest(),
                boletas=len(hallado.boletas),
            ),
            hora,
        )
    return hallado


def _decir(
    proceso: str,
    mesa: str,
    cola: ColaHallada,
    punto_firmado: bytes,
    boletas: Iterable[BoletaGuardada],
) -> Hallado:
    """State what was found, by ascending hash as ballots are published."""
    return Hallado(
        proceso=proceso,
        mesa=mesa,
        generacion=cola.generacion,
        lineas=tuple(linea.decode() for linea in cola.lineas),
        punto=punto_firmado.decode(),
        boletas=tuple(
            BoletaHallada(credencial=b.credencial, huella=b.huella, boleta=b.texto.decode())
            for b in boletas
        ),
    )


def _historia(e: Expediente, proceso: str, mesa: str) -> Historia:
    """Logs of the urna's machines as the record has them, oldest first."""
    leidas: list[tuple[str, tuple[bytes, ...]]] = []
    while e.tiene(nombre := f"{ruta_de_mesa(mesa)}/urna-{len(leidas) + 1}.bitacora"):
        origen = bitacora.origen(proceso, *partir_mesa(mesa), f"urna-{len(leidas) + 1}")
        with e.flujo(nombre) as flujo:
            leidas.append((origen, tuple(bitacora.partir(flujo))))
    return tuple(leidas)
