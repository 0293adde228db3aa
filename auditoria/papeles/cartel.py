"""Cartel de resultados: what is posted outside the mesa, to be read from a few steps away."""

from __future__ import annotations

from auditoria.formatos.acta import Acta
from auditoria.formatos.claves import NULO
from auditoria.papeles.codigos import sello_del_acta
from auditoria.papeles.contexto import Contexto, datos_de_mesa
from auditoria.papeles.datos import DatosDeActa
from auditoria.papeles.firmantes import firmante_de_mesa
from auditoria.papeles.horas import PIE_DE_HORAS, hora_de_jornada
from auditoria.papeles.palabras import cifra
from boletas.impresion.documento import (
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
    renglones = [
        Renglon(
            "Votos nulos" if o.opcion == NULO else demarcacion.planilla(o.opcion).nombre,
            (o.votos,),
        )
        for o in acta.escrutinio.opciones
    ]
    renglones.append(Renglon("Total de votos", (sum(acta.votos),), fuerte=True))
    return Documento(
        titulo="Resultados de la votación en esta mesa",
        proceso=contexto.catalogo.proceso.nombre,
        datos=datos_de_mesa(contexto, demarcacion, mesa),
        huella=contexto.huella_corta,
        folio=f"{acta.mesa}-CAR-{acta.version}",
        version=f"Versión {acta.version}" if acta.version > 1 else "",
        copia="Para el exterior de la mesa",
        clase=Clase.CARTEL,
        secciones=(
            Seccion(
                "",
                (Cifras(("Votos",), tuple(renglones), encabezado="Opción", unidad="votos"),),
                numerada=False,
            ),
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
                    Parrafo(
                        "Son los resultados de esta mesa. El resultado de la demarcación lo declara"
                        " la autoridad en la sesión de cómputo.",
                        menudo=True,
                    ),
                ),
                numerada=False,
            ),
        ),
        sello=sello_del_acta(datos, (_firmas(contexto, acta),)),
        pie=PIE_DE_HORAS,
        autor=contexto.catalogo.proceso.autoridad,
        simulacro=contexto.es_simulacro,
    )


def _firmas(contexto: Contexto, acta: Acta) -> Firmas:
    """The presidencia signs by law; representatives who wish sign on the other line."""
    presidencia = firmante_de_mesa(contexto, acta.instalacion.funcionarios[0])
    return Firmas((presidencia, Firmante("Representantes que quieran firmar")), en_lineas=True)
