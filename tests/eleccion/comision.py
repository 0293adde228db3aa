"""What the commission does with the record of the prepared mesa, up to the published expediente."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from auditoria.verificador.recorrido import verificar
from auditoria.verificador.verificacion import Verificacion
from eleccion.casos.computo.asentar_tanda import asentar_tanda
from eleccion.casos.computo.computar_demarcacion import computar_demarcacion
from eleccion.casos.computo.declarar_firmeza import declarar_firmeza
from eleccion.casos.computo.descifrar_tanda import descifrar_mesa, ordenes_de_descifrado
from eleccion.casos.computo.publicar_expediente import publicar_expediente
from eleccion.casos.computo.publicar_resultados import publicar_resultados
from eleccion.casos.computo.recibir_registro import contexto_de_recepcion, recibir_registro
from eleccion.casos.computo.verificar_registro import verificar_registro
from eleccion.casos.jornada.remitir_registro import RegistroRemitido
from tests.eleccion.escenario import copiar_comision, copiar_custodios, preparar


def publicar(carpeta: Path, remitido: RegistroRemitido) -> Path:
    """Receive, decrypt, add up and publish; gives the expediente."""
    noche = preparar().clausura + timedelta(hours=3)
    with copiar_comision(carpeta / "central") as central:
        verificado = verificar_registro(remitido.ruta, contexto_de_recepcion(comision=central))
        recibir_registro(verificado, comision=central, hora=noche)
        presentes = copiar_custodios(carpeta, 1, 3, 5)
        descifradas = [
            descifrar_mesa(orden) for orden in ordenes_de_descifrado(presentes, comision=central)
        ]
        asentar_tanda(1, descifradas, presentes=presentes, comision=central, hora=noche)
        computar_demarcacion("D001", comision=central, hora=noche)
        despues = noche + timedelta(days=60)
        declarar_firmeza(comision=central, hora=despues)
        publicar_resultados(comision=central, hora=despues)
        publicar_expediente(carpeta / "expediente", comision=central)
    return carpeta / "expediente"


def dictaminar(expediente: Path) -> Verificacion:
    """Verify an expediente with the fingerprint on the papers."""
    return verificar(expediente, huella=preparar().corta, procesos=1)


def fallas(expediente: Path) -> list[str]:
    """Names of the checks that fail, with where."""
    return [
        f"{comprobacion.nombre}: {falla.archivo} {falla.entrada}"
        for comprobacion in dictaminar(expediente).comprobaciones
        for falla in comprobacion.fallas
    ]
