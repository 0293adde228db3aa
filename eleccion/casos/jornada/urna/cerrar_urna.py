"""Close the urna: its content fixed, published without order, and tallied without opening it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from auditoria.formatos.cabeza import CabezaCitada
from auditoria.formatos.cierre import CONTEOS_DE_URNA, CierreUrna
from auditoria.registro import relevo
from auditoria.registro.arbol import raiz_urna
from auditoria.registro.asientos import UrnaCerrada as UrnaAsentada
from boletas.cripto.archivo import PrefijoEscrito, escribir_cierre
from boletas.cripto.boleta import BoletaVerificada, recibir_boleta
from boletas.cripto.cifrado import Cifrado
from boletas.cripto.descifrado import Computo
from boletas.cripto.escrutinio import Acumulador, escribir_computo
from boletas.cripto.grupo import Punto
from eleccion.casos.jornada.entregar_bitacoras import entregar_bitacoras
from eleccion.casos.jornada.paquete_de_urna import figuras_de_cierre
from eleccion.casos.jornada.urna.equipo_urna import EquipoUrna
from eleccion.casos.jornada.urna.publicar_comprobadas import escribir_comprobadas
from eleccion.casos.jornada.urna.publicar_conflictos import escribir_conflictos
from eleccion.casos.jornada.urna.revisar_urna import revisar_urna
from eleccion.casos.tarjetas import Tarjeta
from eleccion.dominio.puertos_urna import BoletaGuardada, TrabajoDeUrna
from eleccion.dominio.urna import (
    ConteoDeUrna,
    EstadoUrna,
    UrnaAlterada,
    UrnaSinCerrar,
    exigir_por_cerrar,
)


def cerrar_urna(
    urna: EquipoUrna, tarjetas: tuple[Tarjeta, Tarjeta], *, hora: datetime
) -> CierreUrna:
    """Close, and write the urna's part of the registro de la mesa.

    The archive is written while the writer's turn is held, and the entry is the last statement: a
    close that stops half way leaves the urna open, and is done again.

    Args:
        hora: Moment of the close; every record of the archive carries it and no other.

    Returns:
        The urna's figures, as ``cierre.json`` states them.

    Raises:
        UrnaSinAbrir, UrnaCerrada: Not the moment.
        UrnaAlterada: Its counts, its ballots and its log disagree.
        TarjetaNoReconocida, MismaTarjeta: Not two cards of this mesa.
    """
    urna.exigir_dos_personas(tarjetas)
    with urna.almacen.escribir() as trabajo:
        estado = trabajo.estado()
        exigir_por_cerrar(estado.etapa)
        guardadas = revisar_urna(trabajo, len(urna.mesa.credenciales.publicas))
        computo = _sumar(urna, guardadas)
        prefijo = _escribir_archivo(urna, guardadas, computo, hora)
        cerrada = _asiento(estado.conteo, guardadas, computo, prefijo)
        trabajo.pasar_a(EstadoUrna.CERRADA)
        trabajo.asentar(cerrada, hora)
    return entregar_cierre(urna)


def entregar_cierre(urna: EquipoUrna) -> CierreUrna:
    """Write the urna's part of the registro from a urna already closed.

    It ends every close, and is done alone when the machine stopped between the close and its
    files: all of them come from what was committed, so they come out the same.

    Returns:
        The urna's figures, as ``cierre.json`` states them.

    Raises:
        UrnaSinCerrar: There is no close to hand over.
        UrnaAlterada: The ballots kept are not those that the close fixed.
    """
    with urna.almacen.leer() as lectura:
        cerrada, hora, cifras = leer_cierre(lectura)
        if not _esta_escrito(urna, cerrada):
            guardadas = tuple(lectura.boletas())
            _escribir_archivo(urna, guardadas, _sumar(urna, guardadas), hora)
            if not _esta_escrito(urna, cerrada):
                raise UrnaAlterada("las boletas no son las del cierre")
        cabeza, historia = lectura.cabeza(), lectura.historia()
    urna.almacen.compactar()
    urna.sellar_punto(cabeza)
    entregar_bitacoras(urna.carpeta, historia, urna.punto_de)
    escribir_comprobadas(urna)
    escribir_conflictos(urna)
    return cifras


def leer_cierre(lectura: TrabajoDeUrna) -> tuple[UrnaAsentada, datetime, CierreUrna]:
    """Give the entry of the close, its hour, and the urna's figures as ``cierre.json`` says them.

    Raises:
        UrnaSinCerrar: The urna is not closed.
    """
    for entrada, cabeza in relevo.leer_historia(lectura.historia()).pasos:
        if isinstance(entrada.asiento, UrnaAsentada) and entrada.hora is not None:
            citada = CabezaCitada(origen=cabeza.origen, tamano=cabeza.tamano, raiz=cabeza.raiz())
            return entrada.asiento, entrada.hora, figuras_de_cierre(entrada.asiento, citada)
    raise UrnaSinCerrar


def _esta_escrito(urna: EquipoUrna, cerrada: UrnaAsentada) -> bool:
    ruta = _ruta_del_archivo(urna)
    return ruta.is_file() and sha256(ruta.read_bytes()).digest() == cerrada.archivo


def _ruta_del_archivo(urna: EquipoUrna) -> Path:
    return urna.carpeta / f"{urna.mesa.mesa.clave}.bel"


def _sumar(urna: EquipoUrna, guardadas: Iterable[BoletaGuardada]) -> Computo:
    """Multiply ballots whose proofs were verified at deposit; they are only read again here.

    A ballot enters this storage by ``depositar_boleta`` alone. Were the file altered since, the
    commission's verification, which believes nothing, finds it.
    """
    acumulador = Acumulador(urna.mesa.definicion)
    for guardada in guardadas:
        leida = recibir_boleta(guardada.texto, urna.mesa.definicion)
        cifrados = tuple(
            tuple(Cifrado(Punto(c.alpha), Punto(c.beta)) for c in respuesta.cifrados)
            for respuesta in leida.respuestas
        )
        if leida.credencial != guardada.credencial:
            raise UrnaAlterada("una boleta está bajo otra credencial")
        acumulador.agregar(BoletaVerificada(leida.credencial, guardada.huella.hex(), "", cifrados))
    return acumulador.computo()


def _escribir_archivo(
    urna: EquipoUrna, guardadas: Iterable[BoletaGuardada], computo: Computo, hora: datetime
) -> PrefijoEscrito:
    return escribir_cierre(
        _ruta_del_archivo(urna),
        marca_de_tiempo=int(hora.timestamp()),
        definicion=urna.mesa.definicion,
        custodios=urna.mesa.custodios,
        credenciales=urna.mesa.credenciales,
        boletas=(guardada.texto for guardada in guardadas),
        computo=computo,
    )


def _asiento(
    conteo: ConteoDeUrna,
    guardadas: tuple[BoletaGuardada, ...],
    computo: Computo,
    prefijo: PrefijoEscrito,
) -> UrnaAsentada:
    return UrnaAsentada(
        **{cual: getattr(conteo, cual) for cual in CONTEOS_DE_URNA},
        raiz=raiz_urna(sorted(guardada.huella for guardada in guardadas)),
        archivo=bytes.fromhex(prefijo.sha256),
        largo=prefijo.largo,
        calculo=sha256(escribir_computo(computo)).digest(),
    )
