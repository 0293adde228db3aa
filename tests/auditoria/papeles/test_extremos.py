"""The acta always prints: forty planillas, forty incidents, texts as long as the format allows."""

from dataclasses import replace

import pytest

from auditoria.formatos.acta import Acta, Apertura, EstadoFirma
from auditoria.formatos.catalogo import Catalogo
from auditoria.formatos.dia import Incidente, Momento, PruebaPublica, Suspension
from auditoria.papeles import Contexto
from auditoria.papeles.redibujo import DE_CIERRE, componer_papel
from boletas.impresion.composicion import componer
from boletas.impresion.hipertexto import hipertexto
from boletas.impresion.revision import revisar
from tests.auditoria.papeles import fabrica

PALABRAS = "Se suspendió la recepción mientras llegaba quien debía abrir el salón comunal; "
LARGO = (PALABRAS * 60)[:4000].strip()
SIN_ESPACIOS = "Ñ" * 4000
NOMBRE = ("Planilla " + "Vecinas y Vecinos Unidos por el Agua " * 6)[:196].strip()


def contexto_enorme() -> Contexto:
    """Forty planillas with the longest names, in a demarcación with the longest of all."""
    base = fabrica.contexto(1)
    (demarcacion,) = base.catalogo.demarcaciones
    planillas = tuple(
        replace(demarcacion.planillas[0], clave=f"D001-P{n}", nombre=f"{NOMBRE} {n}")
        for n in range(1, 41)
    )
    mesas = tuple(replace(m, lugar=NOMBRE, domicilio=NOMBRE) for m in demarcacion.mesas)
    enorme = replace(
        demarcacion,
        nombre=NOMBRE,
        secciones=tuple(range(701, 801)),
        planillas=planillas,
        mesas=mesas,
    )
    return replace(base, catalogo=Catalogo(proceso=base.catalogo.proceso, demarcaciones=(enorme,)))


def acta_enorme(ctx: Contexto, texto: str) -> Acta:
    """Everything that a person types, at its longest."""
    acta = fabrica.acta(ctx, (3,) * 41, con_novedades=True)
    incidentes = tuple(
        Incidente(folio=i, hora=fabrica.hora(18, 40), momento=momento, descripcion=texto)
        for i, momento in enumerate(list(Momento) * 10, start=1)
    )
    firmas = tuple(
        replace(f, estado=EstadoFirma.BAJO_PROTESTA, motivo=texto, recibio_copia=False)
        if f.estado is not EstadoFirma.AUSENTE
        else f
        for f in acta.firmas
    )
    return replace(
        acta,
        instalacion=replace(
            acta.instalacion, lugar_ocupado=texto, causa_del_cambio=texto, sellos=texto
        ),
        apertura=Apertura(hora=acta.apertura.hora, causa=texto),
        suspensiones=(Suspension(inicio=fabrica.hora(13), fin=fabrica.hora(14), causa=texto),),
        pruebas=(PruebaPublica(hora=fabrica.hora(7, 55), solicitante=NOMBRE, resultado=texto),),
        incidentes=incidentes,
        firmas=firmas,
    )


@pytest.mark.parametrize("texto", [LARGO, SIN_ESPACIOS], ids=["largo", "sin espacios"])
@pytest.mark.parametrize("papel", list(DE_CIERRE))
def test_el_acta_siempre_se_imprime(papel: str, texto: str) -> None:
    """At eleven at night nobody can shorten a text so that the sheet comes out."""
    ctx = contexto_enorme()
    datos = fabrica.datos(acta_enorme(ctx, texto))
    assert revisar(componer(componer_papel(papel, ctx, datos))) == ()


def test_lo_mas_largo_se_transcribe_completo() -> None:
    """A reason given under protest is evidence: it is never cut."""
    ctx = contexto_enorme()
    papel = componer_papel("acta_escrutinio", ctx, fabrica.datos(acta_enorme(ctx, LARGO)))
    assert LARGO in repr(papel)


@pytest.mark.parametrize("papel", ["acta_computo", "constancia_mayoria"])
def test_los_papeles_de_la_demarcacion_tambien(papel: str) -> None:
    """Citations of the law may be as long as staff write them."""
    ctx = contexto_enorme()
    largas = {
        nombre: replace(getattr(ctx.reglas, nombre), cita=LARGO)
        for nombre in ("cargos", "paridad", "periodo", "impugnacion", "empate", "testigo")
    }
    ctx = replace(ctx, reglas=replace(ctx.reglas, **largas))
    datos = fabrica.computo(ctx, (*range(2, 42), 0), firme=True)
    assert revisar(componer(componer_papel(papel, ctx, datos))) == ()


def test_el_acta_de_inicio_tambien() -> None:
    """The zero report of forty planillas is signed before the first voter, on time."""
    ctx = contexto_enorme()
    assert revisar(componer(componer_papel("acta_inicio", ctx, fabrica.inicio(ctx)))) == ()


def test_una_noche_que_pasa_de_las_doce_dice_el_dia_de_cada_hora() -> None:
    """«00:20 h» under the date of the election would be twenty hours before the close."""
    ctx = fabrica.contexto(3)
    acta = fabrica.acta(ctx, (40, 30, 20, 1), con_novedades=True)
    noche = {"hora": fabrica.hora(24, 20), "momento": Momento.ESCRUTINIO}
    ultimo = replace(acta.incidentes[-1], **noche)
    pausa = replace(acta.suspensiones[0], fin=fabrica.hora(24, 5))
    tardia = replace(
        acta,
        incidentes=(*acta.incidentes[:-1], ultimo),
        suspensiones=(pausa,),
        escrutinio=replace(acta.escrutinio, fin=fabrica.hora(24, 30)),
    )
    for papel, dicho in (
        ("acta_escrutinio", "00:20 h del 23 de noviembre"),
        ("acta_jornada", "00:05 h del 23 de noviembre"),
        ("cartel", "23 de noviembre de 2026, 00:30 h"),
    ):
        documento = componer_papel(papel, ctx, fabrica.datos(tardia))
        assert revisar(componer(documento)) == (), papel
        assert dicho in hipertexto(documento).decode(), papel
