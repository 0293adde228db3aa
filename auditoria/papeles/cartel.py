"""Cartel de resultados: what is posted outside the mesa, to be read from a few steps away."""

from __future__ import annotations

from typing import Final

from auditoria.formatos.acta import Acta
from auditoria.formatos.catalogo import Demarcacion
from auditoria.formatos.claves import NULO
from auditoria.papeles.codigos import sello_del_acta
from auditoria.papeles.contexto import Contexto, datos_de_mesa
from auditoria.papeles.datos import DatosDeActa
from auditoria.papeles.firmantes import firmante_de_mesa
from auditoria.papeles.horas import PIE_DE_HORAS, hora_de_jornada
from auditoria.papeles.palabras import cifra
from boletas.impresion.documento import (
    Bloque,
    Campo,
    Campos,
    Cifras,
    Clase,
    Documento,
    Firmante,
    Firmas,
    Parrafo,
    Renglon,
    Seccion,
)


def documento(contexto: Contexto, datos: DatosDeActa) -> Documento:
    """Lay out the poster with the results of one mesa."""
    acta = datos.acta
    demarcacion, mesa = contexto.catalogo.ubicar(acta.mesa)
    espera = acta.escrutinio.rubros.queda_por_contar
    return Documento(
        titulo="Cierre de la votación en esta mesa"
        if espera
        else "Resultados de la votación en esta mesa",
        proceso=contexto.catalogo.proceso.nombre,
        datos=datos_de_mesa(contexto, demarcacion, mesa),
        huella=contexto.huella_corta,
        folio=f"{acta.mesa}-CAR-{acta.version}",
        version=f"Versión {acta.version}" if acta.version > 1 else "",
        copia="Para el exterior de la mesa",
        clase=Clase.CARTEL,
        secciones=(
            Seccion("", _resultados(contexto, acta, demarcacion), numerada=False),
            Seccion(
                "",
                (
                    Campos(
                        (
                            (
                                Campo(
                                    "Personas que votaron",
                                    cifra(acta.escrutinio.rubros.votantes),
                                    fuerte=True,
                                ),
                                Campo(
                                    "Escrutinio concluido",
                                    hora_de_jornada(
                                        acta.escrutinio.fin, contexto.catalogo.proceso.jornada
                                    ),
                                    2,
                                ),
                            ),
                        )
                    ),
                    Parrafo(_ESPERA if espera else _DE_LA_MESA, menudo=True),
                ),
                numerada=False,
            ),
        ),
        sello=sello_del_acta(datos, (_firmas(contexto, acta),)),
        pie=PIE_DE_HORAS,
        autor=contexto.catalogo.proceso.autoridad,
        simulacro=contexto.es_simulacro,
    )


_DE_LA_MESA: Final = (
    "Son los resultados de esta mesa. El resultado de la demarcación lo declara la autoridad en la"
    " sesión de cómputo."
)
_ESPERA: Final = "El resultado de la demarcación lo declara la autoridad en la sesión de cómputo."


def _resultados(contexto: Contexto, acta: Acta, demarcacion: Demarcacion) -> tuple[Bloque, ...]:
    """Votes per answer, as far as the mesa counted them; where the others are counted."""
    bloques: list[Bloque] = []
    rubros = acta.escrutinio.rubros
    if rubros.queda_por_contar:
        bloques.append(
            Parrafo(
                "Los votos de la urna electrónica no se cuentan en la mesa. Dónde y cuándo se"
                f" cuentan: {contexto.reglas.testigo.valor.conteo or ''}."
            )
        )
    if acta.testigos or acta.papel:
        renglones = [
            Renglon(
                "Votos nulos" if o.opcion == NULO else demarcacion.planilla(o.opcion).nombre,
                (o.votos,),
            )
            for o in acta.escrutinio.opciones
        ]
        total = sum(o.votos for o in acta.escrutinio.opciones)
        rotulo = "Votos en papel" if rubros.queda_por_contar else "Votos"
        suma = "Total de votos en papel" if rubros.queda_por_contar else "Total de votos"
        renglones.append(Renglon(suma, (total,), fuerte=True))
        bloques.append(Cifras((rotulo,), tuple(renglones), encabezado="Opción", unidad="votos"))
    return tuple(bloques)


def _firmas(contexto: Contexto, acta: Acta) -> Firmas:
    """The presidencia signs by law; representatives who wish sign on the other line."""
    presidencia = firmante_de_mesa(contexto, acta.en_funciones[0])
    return Firmas((presidencia, Firmante("Representantes que quieran firmar")), en_lineas=True)
