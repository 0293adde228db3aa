"""Mesas that vote on paper: always, beside the urna, or since the envelope was opened."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from auditoria.formatos.acta import Acta, EstadoFirma, FirmaActa, MotivoCierre
from auditoria.formatos.catalogo import Modalidad, SinUrna
from auditoria.formatos.cierre import Cierre
from auditoria.formatos.computo import Cotejo, EstadoContienda
from auditoria.formatos.recuento import AutorDeRecuento
from auditoria.registro.asientos import ContingenciaAbierta, MarcasRegistradas
from auditoria.registro.expediente import abrir as abrir_expediente
from auditoria.registro.relevo import leer_historia
from auditoria.reglas.cuadre import cuenta_testigos
from auditoria.verificador.recorrido import verificar
from eleccion.arranque import Estacion, instalar_estacion, reabrir_estacion
from eleccion.casos.computo.computar_demarcacion import computar_demarcacion
from eleccion.casos.computo.declarar_firmeza import declarar_firmeza
from eleccion.casos.computo.publicar_expediente import publicar_expediente
from eleccion.casos.computo.publicar_resultados import publicar_resultados
from eleccion.casos.computo.recibir_registro import (
    Recepcion,
    contexto_de_recepcion,
    recibir_registro,
)
from eleccion.casos.computo.recontar_mesa import (
    ConteoDeRecuento,
    MesaSinActa,
    OrdenDeRecuento,
    RecuentoYaHecho,
    recontar_mesa,
)
from eleccion.casos.computo.verificar_registro import verificar_registro
from eleccion.casos.jornada.cierre.cuadrar_mesa import cuadrar_mesa
from eleccion.casos.jornada.cierre.levantar_acta import OrdenDeActa, levantar_acta
from eleccion.casos.jornada.cierre.remitir_registro import RegistroRemitido, remitir_registro
from eleccion.casos.jornada.lista.marcar_persona import (
    marcar_persona,
    reponer_boleta,
    reponer_pase,
)
from eleccion.casos.jornada.mesa.abrir_contingencia import abrir_contingencia
from eleccion.casos.jornada.mesa.abrir_votacion import abrir_votacion
from eleccion.casos.jornada.mesa.asentar_prueba_publica import asentar_prueba_publica
from eleccion.casos.jornada.mesa.cerrar_votacion import cerrar_votacion
from eleccion.casos.jornada.mesa.contar_papeles import (
    asentar_escrutinio,
    contar_papel,
    contar_pases,
    contar_testigos,
)
from eleccion.casos.jornada.mesa.dibujar_papeles import (
    dibujar_acta_de_inicio,
    dibujar_papeles_de_cierre,
)
from eleccion.casos.jornada.mesa.revisar_mesa import revisar_mesa
from eleccion.casos.jornada.urna.abrir_urna import abrir_urna
from eleccion.casos.jornada.urna.cerrar_urna import cerrar_urna
from eleccion.casos.jornada.urna.firmar_cierre import firmar_cierre
from eleccion.casos.jornada.urna.habilitar_kiosco import habilitar_kiosco
from eleccion.casos.tarjetas import MismaTarjeta
from eleccion.dominio.entrega import (
    BoletasAgotadas,
    ConteoIndebido,
    ContingenciaYaAbierta,
    Entrega,
    EntregaIndebida,
    RecibidoIndebido,
    SinSobre,
)
from eleccion.dominio.mesa import (
    CapturaDistinta,
    CapturaFaltante,
    CifraImposible,
    ConteoDePapel,
    ConteoDePases,
    ConteoDeTestigos,
    VotacionNoAbierta,
)
from eleccion.simulacion.calendario import manana_despues
from tests.eleccion.escenario import (
    MESA,
    MINUTO,
    ORDINARIA,
    Preparado,
    Variante,
    copiar_comision,
    depositar_con_papel,
    desmarcar,
    orden_de_instalacion,
    preparar,
)

PAPEL = Variante(modalidad=Modalidad.PAPEL)
MIXTA = Variante(modalidad=Modalidad.MIXTA)
CAUSA = "Se descompuso el kiosco y no volvió a encender."


def abrir(carpeta: Path, variante: Variante) -> Estacion:
    """Install and open the station of a mesa, with the parts that it has."""
    p = preparar(variante)
    estacion = instalar_estacion(carpeta, orden_de_instalacion(p))
    cabeza, lineas = None, ()
    if estacion.tiene_urna:
        apertura = abrir_urna(estacion.urna, p.tarjetas, hora=p.apertura - 15 * MINUTO)
        cabeza, lineas = apertura.cabeza, apertura.lineas
    dibujar_acta_de_inicio(estacion.mesa, lineas)
    abrir_votacion(estacion.mesa, p.tarjetas, cabeza, hora=p.apertura)
    return estacion


def marcar(p: Preparado, estacion: Estacion, turno: int, entrega: Entrega | None = None) -> None:
    """Mark one person, twenty minutes after the one before."""
    hora = p.apertura + 20 * turno * MINUTO
    marcar_persona(estacion.mesa, p.lista[turno].numero, hora=hora, entrega=entrega)


def votar(p: Preparado, estacion: Estacion, turno: int, opcion: int) -> None:
    """One person takes a pase and deposits."""
    marcar(p, estacion, turno, Entrega.PASE)
    habilitar_kiosco(estacion.urna)
    depositar_con_papel(estacion.urna, p.boleta(turno, opcion).texto)


def por_opcion(p: Preparado, votos: Sequence[int]) -> tuple[int, ...]:
    """Count choices per answer."""
    return tuple(list(votos).count(opcion) for opcion in range(p.opciones))


def contar(
    p: Preparado, estacion: Estacion, electronicos: Sequence[int], papel: ConteoDePapel | None
) -> None:
    """Close the voting, and count honestly what the mesa has."""
    mesa = estacion.mesa
    cerrar_votacion(mesa, p.tarjetas, hora=p.clausura, motivo=MotivoCierre.SIN_FILA)
    if estacion.tiene_urna:
        contados = por_opcion(p, electronicos)
        cuantos = len(electronicos)
        testigos = ConteoDeTestigos(
            impresos=cuantos, cancelados=0, hojas=cuantos, contados=contados
        )
        if cuenta_testigos(mesa.mesa, mesa.sellado.reglas):
            contar_testigos(mesa, testigos, testigos)
        pases = p.catalogo.ubicar(MESA)[1].pases_de_urna
        de_pases = ConteoDePases(
            sobrantes=pases.cantidad - cuantos,
            reserva_sobrante=pases.reserva,
            inutilizados=0,
            usados=cuantos,
        )
        contar_pases(mesa, de_pases, de_pases)
    if papel is not None:
        contar_papel(mesa, papel, papel)
    asentar_escrutinio(mesa, hora=p.clausura + 30 * MINUTO)


def cerrar(p: Preparado, estacion: Estacion, destino: Path) -> RegistroRemitido:
    """Close the urna if there is one, draw up the acta and send the record."""
    levantar(p, estacion)
    return mandar(p, estacion, destino)


def levantar(p: Preparado, estacion: Estacion) -> None:
    """Close the urna if there is one, and draw up the acta."""
    mesa, hora = estacion.mesa, p.clausura
    cierre = sello = None
    if estacion.tiene_urna:
        cierre = cerrar_urna(estacion.urna, p.tarjetas, hora=hora + MINUTO)
        sello = partial(firmar_cierre, estacion.urna)
    assert cuadrar_mesa(mesa, cierre) == ()
    orden = orden_de_instalacion(p)
    personas = [(f.clave, "funcionario") for f in orden.funcionarios]
    personas += [(r.planilla, "representante") for r in orden.representantes]
    firmas = tuple(
        FirmaActa(quien=quien, rol=rol, estado=EstadoFirma.FIRMO, recibio_copia=True)
        for quien, rol in personas
    )
    levantar_acta(
        mesa,
        cierre,
        OrdenDeActa(firmas=firmas, inicio=hora + 5 * MINUTO, fin=hora + 40 * MINUTO),
        p.tarjetas,
        sello_de_urna=sello,
    )
    dibujar_papeles_de_cierre(mesa)


def mandar(p: Preparado, estacion: Estacion, destino: Path) -> RegistroRemitido:
    """Send the record."""
    de_urna = estacion.urna.carpeta if estacion.tiene_urna else None
    destino.mkdir(exist_ok=True)
    hora = p.clausura + 60 * MINUTO
    return remitir_registro(estacion.mesa, de_urna, destino, p.tarjetas, hora=hora)


def dia_de_papel(carpeta: Path, votos: Sequence[int]) -> RegistroRemitido:
    """A whole day of a mesa de papel: somebody spoils a ballot, and one mark is taken back."""
    p = preparar(PAPEL)
    with abrir(carpeta / "estacion", PAPEL) as estacion:
        for turno in range(len(votos)):
            marcar(p, estacion, turno)
        hora = p.apertura + 20 * len(votos) * MINUTO
        marcar_persona(estacion.mesa, p.lista[-1].numero, hora=hora)
        desmarcar(estacion.mesa, p.lista[-1].numero, hora=hora, de=p)
        reponer_boleta(estacion.mesa, hora=hora)
        impresas = p.catalogo.ubicar(MESA)[1].boletas
        assert impresas is not None
        papel = ConteoDePapel(
            sobrantes=impresas.cantidad - len(votos) - 1,
            inutilizadas=1,
            extraidas=len(votos),
            votos=por_opcion(p, votos),
        )
        contar(p, estacion, (), papel)
        return cerrar(p, estacion, carpeta / "usb")


def test_no_se_entrega_una_boleta_que_no_se_imprimio(tmp_path: Path) -> None:
    """Beyond those printed nobody is marked for a vote that cannot be; one taken back is free."""
    p = preparar(PAPEL)
    impresas = p.catalogo.ubicar(MESA)[1].boletas
    assert impresas is not None
    with abrir(tmp_path / "estacion", PAPEL) as estacion:
        mesa, hora = estacion.mesa, p.apertura
        marcar(p, estacion, 0)
        for _ in range(impresas.cantidad - 1):
            reponer_boleta(mesa, hora=hora)
        for acto in (partial(marcar, p, estacion, 1), partial(reponer_boleta, mesa, hora=hora)):
            with pytest.raises(BoletasAgotadas, match=f"{impresas.cantidad} boletas"):
                acto()
        with mesa.almacen.leer() as lectura:
            assert lectura.contar_marcas() == 1
        desmarcar(mesa, p.lista[0].numero, hora=hora, de=p)
        marcar(p, estacion, 1)


def test_de_lo_que_se_conto_de_menos_responde_el_cuadre(tmp_path: Path) -> None:
    """The morning's count said two: the third ballot, in hand, is handed, and the acta tells."""
    p, votos = preparar(PAPEL), (0, 1, 0)
    orden = orden_de_instalacion(p, boletas_recibidas=2)
    with instalar_estacion(tmp_path / "estacion", orden) as estacion:
        dibujar_acta_de_inicio(estacion.mesa, ())
        abrir_votacion(estacion.mesa, p.tarjetas, None, hora=p.apertura)
        for turno in range(len(votos)):
            marcar(p, estacion, turno)
        hallado = por_opcion(p, votos)
        papel = ConteoDePapel(sobrantes=0, inutilizadas=0, extraidas=3, votos=hallado)
        contar(p, estacion, (), papel)
        diferencias = cuadrar_mesa(estacion.mesa, None)
    assert ("papel_por_estado", 1) in {(d.comprobacion.clave, d.cantidad) for d in diferencias}


def test_una_mesa_de_papel_vive_su_dia_y_la_comision_la_recibe(tmp_path: Path) -> None:
    """Everything but the urna works: list, count, balance, acta, papers, record and reception."""
    p, votos = preparar(PAPEL), (0, 1, 0, 0, 1)
    remitido = dia_de_papel(tmp_path, votos)
    with abrir_expediente(remitido.ruta) as abierto:
        nombres = {nombre.rpartition("/")[2] for nombre in abierto.nombres()}
        acta = Acta.leer(abierto.leer("D001/M1/acta.json"))
        cierre = Cierre.leer(abierto.leer("D001/M1/cierre.json"))
        paginas = [
            abierto.leer(f"D001/M1/{papel}.html").decode()
            for papel in ("acta_inicio", "acta_jornada")
        ]
    assert not {n for n in nombres if "urna" in n or n.endswith(".bel") or "comprobadas" in n}
    assert {"acta_inicio.pdf", "acta_jornada.pdf", "acta_escrutinio.pdf", "cartel.pdf"} <= nombres
    assert (acta.testigos, acta.papel, cierre.urna) == ((), por_opcion(p, votos), None)
    assert acta.escrutinio.rubros.papel is not None
    assert acta.escrutinio.rubros.papel.repuestas == 1
    # Which seals were broken, and who signed the ballots: read at eight, disputed at night.
    for anotado in (acta.instalacion.sellos, acta.instalacion.rubrica):
        assert anotado
        assert all(anotado in pagina for pagina in paginas)
    with copiar_comision(tmp_path / "central", PAPEL) as central:
        verificado = verificar_registro(remitido.ruta, contexto_de_recepcion(comision=central))
        hora = p.clausura + 120 * MINUTO
        assert recibir_registro(verificado, comision=central, hora=hora) is Recepcion.RECIBIDO


def test_el_expediente_de_una_mesa_de_papel_se_verifica(tmp_path: Path) -> None:
    """Its acta is the only count: the cómputo takes it, nothing is decrypted, and strangers
    recompute all of it."""
    p, votos = preparar(PAPEL), (0, 1, 0, 0, 1)
    remitido = dia_de_papel(tmp_path, votos)
    hora = p.clausura + 120 * MINUTO
    with copiar_comision(tmp_path / "central", PAPEL) as central:
        verificado = verificar_registro(remitido.ruta, contexto_de_recepcion(comision=central))
        recibir_registro(verificado, comision=central, hora=hora)
        computo = computar_demarcacion("D001", comision=central, hora=hora)
        assert computo.estado is EstadoContienda.COMPUTADA
        assert computo.mesas[0].cotejo is Cotejo.SOLO_PAPEL
        cuentas = (*(renglon.votos for renglon in computo.resultado), computo.nulos)
        assert cuentas == por_opcion(p, votos)
        despues = manana_despues(computo.plazo_impugnacion)
        declarar_firmeza(comision=central, hora=despues)
        publicar_resultados(comision=central, hora=despues)
        expediente = publicar_expediente(tmp_path / "expediente", comision=central)
    hallado = verificar(expediente, huella=p.corta, procesos=1)
    fallas = [falla for c in hallado.comprobaciones for falla in c.fallas]
    assert (hallado.veredicto.value, fallas) == ("verificado", [])


def test_el_papel_se_cuenta_otra_vez_y_su_acta_lo_dice(tmp_path: Path) -> None:
    """A planilla asks; the ballots give other figures, there is no second count to side with, and
    what was counted last before everybody stands, in an acta of its own beside the first."""
    p, votos = preparar(PAPEL), (0, 1, 0, 0, 1)
    remitido = dia_de_papel(tmp_path, votos)
    hora, otra = p.clausura + 120 * MINUTO, por_opcion(p, (0, 1, 0, 1, 1))
    orden = OrdenDeRecuento(
        mesa=MESA,
        inicio=hora,
        fin=hora + 30 * MINUTO,
        lugar="Sala de sesiones",
        motivo="Lo pidió la representación de una planilla.",
        autores=(
            AutorDeRecuento(nombre="Ana Ruiz", cargo="Presidencia"),
            AutorDeRecuento(nombre="Luis Peña", cargo="Secretaría"),
        ),
        solicita=p.planillas[1],
    )
    conteo = ConteoDeRecuento(hojas=0, papel=otra)
    with copiar_comision(tmp_path / "central", PAPEL) as central:
        contar_otra_vez = partial(recontar_mesa, comision=central, hora=hora + 40 * MINUTO)
        with pytest.raises(MesaSinActa):
            contar_otra_vez(orden, conteo, conteo, p.selladores)
        verificado = verificar_registro(remitido.ruta, contexto_de_recepcion(comision=central))
        recibir_registro(verificado, comision=central, hora=hora)
        primero = computar_demarcacion("D001", comision=central, hora=hora)
        with pytest.raises(CapturaDistinta):
            contar_otra_vez(orden, conteo, replace(conteo, hojas=1), p.selladores)
        recuento = contar_otra_vez(orden, conteo, conteo, p.selladores)
        assert (recuento.testigos, recuento.papel) == ((), otra)
        assert contar_otra_vez(orden, conteo, conteo, p.selladores) == recuento
        with pytest.raises(RecuentoYaHecho):
            contar_otra_vez(replace(orden, lugar="Otra"), conteo, conteo, p.selladores)
        computo = computar_demarcacion("D001", comision=central, hora=hora + 60 * MINUTO)
        assert computo.sustituye is not None
        assert computo.mesas[0].cotejo is Cotejo.SOLO_PAPEL
        assert computo.mesas[0].recuento is not None
        cuentas = (*(renglon.votos for renglon in computo.resultado), computo.nulos)
        antes = (*(renglon.votos for renglon in primero.resultado), primero.nulos)
        assert (antes, cuentas) == (por_opcion(p, votos), otra)
        despues = manana_despues(computo.plazo_impugnacion)
        declarar_firmeza(comision=central, hora=despues)
        publicar_resultados(comision=central, hora=despues)
        expediente = publicar_expediente(tmp_path / "expediente", comision=central)
    papel = (expediente / "D001/M1/acta_recuento.html").read_text()
    assert "Lo pidió la representación" in papel
    assert "Testigos sacados del sobre" not in papel
    hallado = verificar(expediente, huella=p.corta, procesos=1)
    assert [(c.nombre, c.fallas[0]) for c in hallado.comprobaciones if c.fallas] == []


def test_una_estacion_de_papel_no_tiene_parte_de_urna_y_reabre(tmp_path: Path) -> None:
    """No keys, no database and no log of a machine that is not there; two cards open it again."""
    p = preparar(PAPEL)
    with abrir(tmp_path / "estacion", PAPEL) as estacion:
        marcar(p, estacion, 0)
        with pytest.raises(SinUrna):
            estacion.urna  # noqa: B018  # asking is the act
        with pytest.raises(SinUrna):
            asentar_prueba_publica(estacion.mesa, "Quien sea", "Nada", hora=p.apertura)
        with pytest.raises(EntregaIndebida):
            reponer_pase(estacion.mesa, hora=p.apertura + MINUTO)
    assert sorted(parte.name for parte in (tmp_path / "estacion").iterdir()) == [
        "dotacion.zip",
        "mesa",
    ]
    otra = reabrir_estacion(tmp_path / "estacion", p.tarjetas)
    with otra, otra.mesa.almacen.leer() as lectura:
        assert revisar_mesa(lectura) == 1


@pytest.mark.parametrize(
    ("variante", "cambios"),
    [
        (PAPEL, {"pases_recibidos": 10, "reserva_recibida": 2}),
        (PAPEL, {"boletas_recibidas": None}),
        (MIXTA, {"boletas_recibidas": None}),
        (MIXTA, {"pases_recibidos": None}),
        (ORDINARIA, {"boletas_recibidas": 10}),
        (ORDINARIA, {"rubrica": "Rosa Díaz"}),
        (ORDINARIA, {"reserva_recibida": None}),
    ],
)
def test_se_recibe_lo_que_pide_la_modalidad(
    tmp_path: Path, variante: Variante, cambios: dict[str, int | str | None]
) -> None:
    """Blank is not zero: what a mesa votes with was counted, and nothing else was."""
    orden = orden_de_instalacion(preparar(variante), **cambios)
    with pytest.raises(RecibidoIndebido):
        instalar_estacion(tmp_path / "estacion", orden)


def test_en_una_mesa_mixta_suman_las_dos_columnas(tmp_path: Path) -> None:
    """Each person takes one thing, both are counted, and the acta adds them up."""
    p = preparar(MIXTA)
    with abrir(tmp_path / "estacion", MIXTA) as estacion:
        with pytest.raises(EntregaIndebida):
            marcar(p, estacion, 0)
        votar(p, estacion, 0, 0)
        votar(p, estacion, 1, 1)
        for turno in (2, 3, 4):
            marcar(p, estacion, turno, Entrega.BOLETA)
        impresas = p.catalogo.ubicar(MESA)[1].boletas
        assert impresas is not None
        papel = ConteoDePapel(
            sobrantes=impresas.cantidad - 3,
            inutilizadas=0,
            extraidas=3,
            votos=por_opcion(p, (0, 0, 1)),
        )
        contar(p, estacion, (0, 1), papel)
        remitido = cerrar(p, estacion, tmp_path / "usb")
    with abrir_expediente(remitido.ruta) as abierto:
        acta = Acta.leer(abierto.leer("D001/M1/acta.json"))
    assert acta.testigos == por_opcion(p, (0, 1))
    assert acta.papel == por_opcion(p, (0, 0, 1))
    assert acta.votos == por_opcion(p, (0, 1, 0, 0, 1))
    with copiar_comision(tmp_path / "central", MIXTA) as central:
        verificado = verificar_registro(remitido.ruta, contexto_de_recepcion(comision=central))
    assert (verificado.boletas, sum(verificado.papel), verificado.votantes) == (2, 3, 5)


def test_se_abre_el_sobre_y_los_votos_de_la_urna_se_quedan(tmp_path: Path) -> None:
    """The kiosk dies after three votes: the mesa goes on in paper, and both columns add up."""
    p = preparar()
    with abrir(tmp_path / "estacion", ORDINARIA) as estacion:
        mesa = estacion.mesa
        for turno, opcion in enumerate((0, 1, 0)):
            votar(p, estacion, turno, opcion)
        hora = p.apertura + 60 * MINUTO
        sobre = abrir_contingencia(mesa, p.tarjetas, 40, CAUSA, hora=hora)
        with pytest.raises(EntregaIndebida):
            marcar(p, estacion, 3, Entrega.PASE)
        for turno in (3, 4):
            marcar(p, estacion, turno)
        papel = ConteoDePapel(
            sobrantes=38, inutilizadas=0, extraidas=2, votos=por_opcion(p, (1, 1))
        )
        contar(p, estacion, (0, 1, 0), papel)
        remitido = cerrar(p, estacion, tmp_path / "usb")
        with mesa.almacen.leer() as lectura:
            pasos = leer_historia(lectura.historia()).pasos
    with abrir_expediente(remitido.ruta) as abierto:
        acta = Acta.leer(abierto.leer("D001/M1/acta.json"))
    assert acta.contingencia == sobre
    assert acta.votos == por_opcion(p, (0, 1, 0, 1, 1))
    assert acta.escrutinio.rubros.papel is not None
    assert acta.escrutinio.rubros.papel.recibidas == 40
    (asentada,) = [e for e, _ in pasos if isinstance(e.asiento, ContingenciaAbierta)]
    assert asentada.hora == hora
    lotes = [e.asiento for e, _ in pasos if isinstance(e.asiento, MarcasRegistradas)]
    assert sum(lote.boletas or 0 for lote in lotes) == 2
    with copiar_comision(tmp_path / "central") as central:
        verificado = verificar_registro(remitido.ruta, contexto_de_recepcion(comision=central))
    assert (verificado.boletas, sum(verificado.papel), verificado.votantes) == (3, 2, 5)


def test_el_sobre_lo_abren_dos_personas_una_vez_y_durante_la_votacion(tmp_path: Path) -> None:
    """Each refusal is its own, and none leaves the envelope half open."""
    p = preparar()
    una, _ = p.tarjetas
    with abrir(tmp_path / "estacion", ORDINARIA) as estacion:
        mesa, hora = estacion.mesa, p.apertura + MINUTO
        abrir_sobre = partial(abrir_contingencia, mesa, hora=hora)
        with pytest.raises(MismaTarjeta):
            abrir_sobre((una, una), 40, CAUSA)
        for cuantas in (41, -1):
            with pytest.raises(CifraImposible):
                abrir_sobre(p.tarjetas, cuantas, CAUSA)
        with pytest.raises(EntregaIndebida):
            marcar(p, estacion, 0, Entrega.BOLETA)
        abrir_sobre(p.tarjetas, 40, CAUSA)
        with pytest.raises(ContingenciaYaAbierta):
            abrir_sobre(p.tarjetas, 40, CAUSA)
        cerrar_votacion(mesa, p.tarjetas, hora=p.clausura, motivo=MotivoCierre.SIN_FILA)
        with pytest.raises(VotacionNoAbierta):
            abrir_sobre(p.tarjetas, 40, CAUSA)
    with abrir(tmp_path / "papel", PAPEL) as estacion, pytest.raises(SinSobre):
        abrir_contingencia(
            estacion.mesa, preparar(PAPEL).tarjetas, 10, CAUSA, hora=p.apertura + MINUTO
        )


def test_una_marca_anterior_al_sobre_se_deshace_como_se_puso(tmp_path: Path) -> None:
    """Undoing a mark must not take a paper ballot off the books that nobody was handed."""
    p = preparar()
    with abrir(tmp_path / "estacion", ORDINARIA) as estacion:
        mesa, hora = estacion.mesa, p.apertura + 25 * MINUTO
        marcar(p, estacion, 0)
        abrir_contingencia(mesa, p.tarjetas, 40, CAUSA, hora=hora)
        numero = p.lista[0].numero
        for mal in (None, Entrega.BOLETA):
            with pytest.raises(EntregaIndebida):
                desmarcar(mesa, numero, hora=hora, entrega=mal)
        desmarcar(mesa, numero, hora=hora, entrega=Entrega.PASE)
        marcar(p, estacion, 2)
        with mesa.almacen.leer() as lectura:
            assert (lectura.total("boletas"), lectura.total("boletas_deshechas")) == (1, 0)
            assert revisar_mesa(lectura) == 1


def test_no_se_cuenta_lo_que_la_mesa_no_tiene_ni_se_omite_lo_que_tiene(tmp_path: Path) -> None:
    """Blank is not zero: a column is counted where there is one, and nowhere else."""
    p = preparar(PAPEL)
    ceros = por_opcion(p, ())
    testigos = ConteoDeTestigos(impresos=0, cancelados=0, hojas=0, contados=ceros)
    pases = ConteoDePases(sobrantes=0, reserva_sobrante=0, inutilizados=0, usados=0)
    papel = ConteoDePapel(sobrantes=0, inutilizadas=0, extraidas=0, votos=ceros)
    with abrir(tmp_path / "papel", PAPEL) as estacion:
        mesa = estacion.mesa
        cerrar_votacion(mesa, p.tarjetas, hora=p.clausura, motivo=MotivoCierre.SIN_FILA)
        with pytest.raises(ConteoIndebido):
            contar_testigos(mesa, testigos, testigos)
        with pytest.raises(ConteoIndebido):
            contar_pases(mesa, pases, pases)
        with pytest.raises(CapturaFaltante):
            asentar_escrutinio(mesa, hora=p.clausura)
    q = preparar()
    with abrir(tmp_path / "urna", ORDINARIA) as estacion:
        mesa = estacion.mesa
        cerrar_votacion(mesa, q.tarjetas, hora=q.clausura, motivo=MotivoCierre.SIN_FILA)
        otro = replace(papel, votos=por_opcion(q, ()))
        with pytest.raises(ConteoIndebido):
            contar_papel(mesa, otro, otro)
