"""Publish the pases that a machine found again had spent for another end than the urna."""

from __future__ import annotations

from hashlib import sha256

from auditoria.formatos.conflictos import ARCHIVO, Conflicto, Conflictos, FinDePase
from auditoria.registro import firma, relevo
from auditoria.registro.archivos import escribir_archivo
from auditoria.registro.asientos import UrnaReunida
from eleccion.casos.jornada.urna.equipo_urna import EquipoUrna
from eleccion.dominio.puertos_urna import ActoApartado, TrabajoDeUrna


def escribir_conflictos(urna: EquipoUrna) -> None:
    """Write ``conflictos.json`` and its signature, where a machine was found again."""
    with urna.almacen.leer() as lectura:
        pasos = relevo.leer_historia(lectura.historia()).pasos
        if not any(isinstance(entrada.asiento, UrnaReunida) for entrada, _ in pasos):
            return
        dichos = tuple(_publicar(lectura, acto) for acto in lectura.apartadas())
    contenido = Conflictos(
        proceso=urna.proceso, mesa=urna.mesa.identidad, conflictos=dichos
    ).escribir()
    firmado = firma.firmar(Conflictos.formato, urna.proceso, contenido, [urna.llave])
    escribir_archivo(urna.carpeta / ARCHIVO, contenido)
    escribir_archivo(urna.carpeta / f"{ARCHIVO}.firma", firmado)


def _publicar(lectura: TrabajoDeUrna, acto: ActoApartado) -> Conflicto:
    return Conflicto(
        credencial=acto.credencial,
        generacion=acto.generacion,
        en_urna=FinDePase(lectura.estado_de(acto.credencial).value),
        en_hallada=FinDePase(acto.fin.value),
        huella=sha256(acto.texto).digest() if acto.texto else None,
        boleta=acto.texto.decode() if acto.texto else None,
    )
