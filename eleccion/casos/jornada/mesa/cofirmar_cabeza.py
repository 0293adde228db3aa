"""Let representatives and observers cosign heads of the mesa's log with keys of their own.

A cosignature says, to anybody and for good, that as of then this was the log and that it had only
grown. What is asked for and given back are files, or the text of a QR code: nobody connects to
the station.

Pages: docs/formato-punto.md, docs/formato-cofirmas.md.
"""

from __future__ import annotations

import base64
from datetime import datetime
from typing import Final

from auditoria.formatos.cofirmas import CabezaCofirmada, CofirmaAjena, Cofirmas, verificar_cofirma
from auditoria.registro import arbol
from auditoria.registro.asientos import CofirmanteReconocido, CofirmaRecibida
from auditoria.registro.llave import LlavePublica
from auditoria.reglas.jornada import observaciones, representaciones
from eleccion.casos.jornada.mesa.equipo_mesa import EquipoMesa
from eleccion.casos.jornada.mesa.hojas import Diario, exigir_registro_por_cerrar
from eleccion.dominio.mesa import CofirmaRepetida, PersonaAusente
from eleccion.dominio.puertos_mesa import TrabajoDeMesa

HOJA_DE_COFIRMAS: Final = "cofirmas"


def pedir_cofirma(mesa: EquipoMesa, desde: int = 0) -> bytes:
    """Give what a cosigner needs: the signed head, and the proof that it grew from the last seen.

    Args:
        desde: Entries of the last head that the cosigner accepted; 0 the first time.

    Returns:
        ``old <desde>``, the RFC 6962 consistency proof, a base 64 hash a line, an empty line and
        the signed checkpoint: the request of C2SP tlog-witness.

    Raises:
        ValueError: The log is shorter than ``desde``: the cosigner follows another one.
    """
    punto = mesa.sellar_ahora()
    with mesa.almacen.leer() as lectura:
        _, lineas = lectura.historia()[-1]
    prueba = arbol.probar_consistencia(lineas, desde) if desde > 0 else ()
    renglones = [f"old {desde}", *(base64.b64encode(nodo).decode() for nodo in prueba), "", ""]
    return "\n".join(renglones).encode() + punto


def recibir_cofirma(
    mesa: EquipoMesa,
    punto_cofirmado: bytes,
    llave: str,
    *,
    planilla: str = "",
    acreditacion: str = "",
    hora: datetime,
) -> CabezaCofirmada:
    """Check a cosignature, keep it, and write down whose it is the first time.

    Args:
        punto_cofirmado: The checkpoint with one more line, exact bytes.
        llave: Cosigner's verifier key, type 0x04.
        planilla: Whose representative cosigned, or else
        acreditacion: which observer did.

    Raises:
        PersonaAusente: That person is not at the mesa.
        CofirmaAjena: Not a head of this log, or the key is known as another person's.
        CofirmaRepetida: That head was cosigned with that key before.
        RegistroYaCerrado: The record was sent.
        LlaveInvalida, NoEsNota, PuntoInvalido, FirmanteInesperado, FirmaFalsa: It does not hold.
    """
    publica = LlavePublica.desde_vkey(llave)
    with mesa.almacen.escribir() as trabajo:
        exigir_registro_por_cerrar(trabajo)
        diario = Diario.de(trabajo)
        _exigir_presente(diario, planilla, acreditacion)
        de_quien = (planilla or None, acreditacion or None)
        conocidas = {
            r.llave: (r.planilla, r.acreditacion) for r, _, _ in diario.buscar(CofirmanteReconocido)
        }
        if conocidas.get(llave, de_quien) != de_quien:
            raise CofirmaAjena("la llave consta como de otra persona")
        cabeza = trabajo.cabeza()
        probada = verificar_cofirma(
            punto_cofirmado, {cabeza.origen: mesa.llave.publica}, (publica,)
        )
        if probada.punto not in {paso.punto() for _, paso in diario.pasos}:
            raise CofirmaAjena(f"{probada.punto.tamano} asientos")
        # A machine that takes over counts its entries from one again.
        dadas = {
            (c.llave, c.tamano)
            for c, _, tras in diario.buscar(CofirmaRecibida)
            if tras.origen == cabeza.origen
        }
        if (llave, probada.punto.tamano) in dadas:
            raise CofirmaRepetida
        _guardar(mesa, trabajo, punto_cofirmado)
        if llave not in conocidas:
            trabajo.asentar(
                CofirmanteReconocido(
                    llave=llave, planilla=planilla or None, acreditacion=acreditacion or None
                ),
                hora,
            )
        trabajo.asentar(CofirmaRecibida(llave=llave, tamano=probada.punto.tamano), hora)
    mesa.sellar_ahora()
    return probada


def leer_cofirmas(lectura: TrabajoDeMesa) -> bytes | None:
    """Give ``cofirmas.json`` as it stands; ``None`` where nobody cosigned."""
    return lectura.hoja(HOJA_DE_COFIRMAS)


def _guardar(mesa: EquipoMesa, trabajo: TrabajoDeMesa, datos: bytes) -> None:
    previo = leer_cofirmas(trabajo)
    puntos = () if previo is None else Cofirmas.leer(previo).puntos
    archivo = Cofirmas(proceso=mesa.proceso, mesa=mesa.identidad, puntos=(*puntos, datos.decode()))
    trabajo.guardar_hoja(HOJA_DE_COFIRMAS, archivo.escribir())


def _exigir_presente(diario: Diario, planilla: str, acreditacion: str) -> None:
    entradas = tuple(entrada for entrada, _ in diario.pasos)
    presentes = {r.planilla for r in representaciones(entradas) if r.salida is None}
    presentes |= {o.acreditacion for o in observaciones(entradas) if o.salida is None}
    if bool(planilla) is bool(acreditacion) or (planilla or acreditacion) not in presentes:
        raise PersonaAusente(planilla or acreditacion)
