"""The roads of the day in a simulated town: each is taken, and every vote counts as it was cast."""

from __future__ import annotations

import json
import random
import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from auditoria.formatos.acta import Acta, EstadoFirma, MotivoCierre
from auditoria.formatos.catalogo import Modalidad
from auditoria.formatos.cierre import Cierre
from auditoria.formatos.comprobadas import Comprobadas
from auditoria.formatos.computo import Computo
from auditoria.formatos.hallado import Hallado
from auditoria.formatos.reglas import Custodia, ModoPadron, Prevalece, ReglaEmpate, Reglas
from auditoria.papeles.informe import Veredicto
from auditoria.registro import nota
from auditoria.reglas.convocatoria import convocatoria_modelo
from auditoria.verificador.recorrido import verificar
from eleccion.casos.sellado import leer_sellado_en
from eleccion.dominio.registro_en_mesa import CredencialExhibida
from eleccion.simulacion import poblado as modulo_de_poblado
from eleccion.simulacion.caminos import TRAS_EL_CIERRE, Camino, admite
from eleccion.simulacion.casos_especiales import casos_del_dia
from eleccion.simulacion.encargo import Encargo, convocatoria_de_simulacro
from eleccion.simulacion.guion import MINUTOS, PlanDeMesa
from eleccion.simulacion.litigios import Litigio
from eleccion.simulacion.percances import CAUSA_DE_TARDANZA, lugar_del_hallazgo
from eleccion.simulacion.permitidos import CASOS, Permitidos
from eleccion.simulacion.poblado import poblar
from eleccion.simulacion.resumen import NULIDAD, TARDE, Renglon, Resumen, SinContar
from eleccion.simulacion.simulacion import Simulacion
from eleccion.simulacion.tropiezos import Tropiezo
from tests.eleccion.escenario import preparar
from tests.eleccion.simulacion.test_papel import hacer
from tests.proyecto.arbol import RAIZ

JORNADA = convocatoria_modelo().proceso.jornada

DE_SIEMPRE = (Camino.RELEVO, Camino.APAGON, Camino.MEMORIA_PERDIDA, Camino.PAUSA)
"""Roads that the town of another test takes."""


def test_el_pueblo_entero_toma_cada_camino_y_cada_tropiezo() -> None:
    """At the size of the law's own process nothing of what is foreseen is left out."""
    poblado = hacer(284, 35_500)
    assert set(poblado.caminos.values()) == set(Camino) - {Camino.DECIDE_LA_MESA}
    assert set(poblado.tropiezos.values()) == set(Tropiezo)
    assert set(poblado.litigios.values()) == set(Litigio)
    assert any(poblado.planes[mesa].todos for mesa in poblado.planes)
    modalidades = Counter(m.modalidad for d in poblado.demarcaciones for m in d.mesas)
    assert modalidades["papel"] == modalidades["mixta"] == 1
    assert not poblado.caminos.keys() & poblado.tropiezos.keys()


def bajo(modo: ModoPadron, *, testigo: bool, modalidad: Modalidad) -> Reglas:
    """Rules of the model, with another roll, with or without testigos, and another way to vote."""
    reglas = convocatoria_modelo(modo).reglas
    valor = reglas.testigo.valor
    if not testigo:
        valor = replace(valor, activo=False, conteo="En la sede de la comisión, a las 21:00.")
    return replace(
        reglas,
        testigo=replace(reglas.testigo, valor=valor),
        modalidad=replace(reglas.modalidad, valor=modalidad),
    )


@pytest.mark.parametrize("modalidad", Modalidad)
@pytest.mark.parametrize(
    ("modo", "testigo"),
    [
        (ModoPadron.LISTA_NOMINAL, False),
        (ModoPadron.OCR, True),
        (ModoPadron.REGISTRO_EN_MESA, True),
    ],
)
def test_cada_convocatoria_toma_todo_lo_que_permite(
    modo: ModoPadron, testigo: bool, modalidad: Modalidad
) -> None:
    """What is not lived is what its rules leave no place for, said with the reason, and no more."""
    reglas = bajo(modo, testigo=testigo, modalidad=modalidad)
    vedados = Permitidos(reglas).causas
    poblado = poblar(
        demarcaciones=60, votantes=900, semilla="permitidos", reglas=reglas, jornada=JORNADA
    )
    assert vedados.keys() <= CASOS
    caminos, tropiezos = set(poblado.caminos.values()), set(poblado.tropiezos.values())
    assert caminos == {camino for camino in Camino if camino not in vedados}
    assert tropiezos == {tropiezo for tropiezo in Tropiezo if tropiezo not in vedados}
    anticipan = [m for m in poblado.planes if poblado.guion(m).anticipado]
    assert bool(anticipan) is ("cierre_anticipado" not in vedados)
    assert bool(poblado.repiten) is ("registrada_en_dos_mesas" not in vedados)


def test_cada_regla_veda_lo_suyo() -> None:
    """Control: other rules, other roads closed; the model closes only those of another one."""
    reglas = convocatoria_modelo().reglas
    vedan = {
        "registrada_en_dos_mesas": "cada mesa tiene su lista",
        "decide_la_mesa": "cada mesa tiene su lista",
        "empate_por_sorteo": "un empate se resuelve por extraordinaria",
        "empate_por_resolucion": "un empate se resuelve por extraordinaria",
        "padron_ocr": "el proceso tiene un modo de lista: lista_nominal",
        "padron_registro_en_mesa": "el proceso tiene un modo de lista: lista_nominal",
        "escrutinio_sin_testigo": "cada voto deja su testigo",
    }
    assert Permitidos(reglas).causas == vedan
    otras = replace(
        reglas,
        empate=replace(reglas.empate, valor=ReglaEmpate.SORTEO),
        minimo_por_mesa=replace(reglas.minimo_por_mesa, valor=1),
        custodia=replace(reglas.custodia, valor=Custodia(umbral=3, total=3)),
        mesa=replace(
            reglas.mesa, valor=replace(reglas.mesa.valor, suplentes=0, sustitucion=("suplente",))
        ),
        testigo=replace(
            reglas.testigo, valor=replace(reglas.testigo.valor, prevalece=Prevalece.PAPEL)
        ),
    )
    assert Permitidos(otras).causas.keys() == (vedan.keys() - {"empate_por_sorteo"}) | {
        "empate_por_extraordinaria",
        "mesas_en_conjunto",
        "custodio_ausente",
        "custodio_falso",
        "suplente_en_el_cargo",
        "fila_en_el_cargo",
        Camino.SUSTITUCION,
        Camino.TARJETA_RETIRADA,
        Tropiezo.TESTIGO_PERDIDO,
        "votos_sin_contar",
    }


def test_la_pagina_dice_cada_caso_y_ninguno_de_mas() -> None:
    """Whoever looks for a mishap in a rehearsal finds its name there, and what it needs."""
    pagina = (RAIZ / "docs" / "simulacion.md").read_text("utf-8")
    celdas = re.findall(r"^\| (`.+?) \|", pagina, re.M)
    dichos = Counter(caso for celda in celdas for caso in re.findall(r"`(\w+)`", celda))
    assert set(dichos) == CASOS
    assert set(dichos.values()) == {1}


def test_un_equipo_se_halla_despues_de_su_relevo_y_antes_de_que_se_acabe_la_fila() -> None:
    """With four arrivals both fell on one place, and the machine that still ran was looked for."""
    for total in range(4, 200):
        assert total // 3 < total // 2 < lugar_del_hallazgo(total) < total


def test_quien_cierra_antes_es_porque_vino_toda_su_lista() -> None:
    """Nobody is left who could still come, and nobody of the other lists is missing for it."""
    poblado = hacer(60, 900)
    (mesa,) = [m for m, plan in poblado.planes.items() if plan.todos]
    guion, plan = poblado.guion(mesa), poblado.planes[mesa]
    assert guion.recibieron_pase == len(plan.lista)
    assert guion.llegadas[-1].conducta == "vota"
    assert guion.llegadas[-1].minuto < MINUTOS * 5 / 6
    assert guion.en_fila == 0
    assert mesa not in {**poblado.caminos, **poblado.tropiezos}
    assert len(poblado.padron) == 900 + 225


@pytest.fixture(scope="module")
def pueblo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, Resumen]]:
    """A small town that takes the roads that small towns leave out, one a mesa."""

    def repartir(
        _: random.Random,
        planes: Mapping[str, PlanDeMesa],
        ocupadas: Collection[str],
        *,
        demarcaciones: int,
        caminos: Sequence[Camino],
    ) -> dict[str, Camino]:
        assert demarcaciones
        libres = [m for m, p in sorted(planes.items()) if sum(p.votos.values()) >= 4]
        faltan = [camino for camino in caminos if camino not in DE_SIEMPRE]
        faltan.sort(key=lambda camino: camino not in TRAS_EL_CIERRE)
        repartidos: dict[str, Camino] = {}
        for camino in faltan:
            sirven = (m for m in libres if m not in ocupadas and admite(camino, m, planes))
            repartidos[next(m for m in sirven if m not in repartidos)] = camino
        return repartidos

    carpeta = tmp_path_factory.mktemp("caminos")
    encargo = Encargo(
        demarcaciones=36,
        votantes=420,
        semilla="caminos",
        salida=carpeta / "expediente",
        reservado=carpeta / "reservado",
    )
    with pytest.MonkeyPatch.context() as parche:
        parche.setattr(modulo_de_poblado, "repartir_caminos", repartir)
        parche.setattr(modulo_de_poblado, "repartir_tropiezos", lambda *_: {})
        yield encargo.salida, Simulacion(encargo, lambda *_: None, map).correr()


@pytest.mark.largo
def test_cada_camino_se_toma_y_lo_contado_es_lo_emitido(pueblo: tuple[Path, Resumen]) -> None:
    """Whatever happens in the day, votes are counted as they were cast and the record verifies."""
    salida, resumen = pueblo
    assert resumen.distintos == ()
    tarde, anulada = sorted(resumen.sin_contar, key=lambda suya: suya.causa != TARDE)
    casos = {caso: lugares for caso, _, lugares in resumen.casos}
    tomados = {str(c) for c in Camino if c not in DE_SIEMPRE and c not in resumen.no_posibles}
    assert {*tomados, *map(str, Litigio), "cierre_anticipado"} <= casos.keys()
    assert {*casos, *resumen.no_posibles, *resumen.sin_lugar} == CASOS
    assert (tarde.mesa,) == casos[Camino.HALLADO_TARDE]
    assert (anulada.mesa[:4],) == casos[Litigio.MESA_ANULADA]
    assert anulada.causa == NULIDAD
    sin_contar = sum(tarde.votos) + sum(anulada.votos)
    assert sin_contar == sum(r.emitidos - r.contados for r in resumen.renglones) > 0
    dictamen = verificar(salida, procesos=1)
    assert [(c.nombre, c.fallas[0]) for c in dictamen.comprobaciones if c.fallas] == []
    assert dictamen.veredicto is Veredicto.SIN_ANCLA


@pytest.mark.largo
def test_cada_camino_deja_su_huella_en_el_acta(pueblo: tuple[Path, Resumen]) -> None:
    """Control: a road of which the record says nothing would be one that nobody took."""
    salida, resumen = pueblo
    casos = {caso: lugares for caso, _, lugares in resumen.casos}

    def de(camino: Camino) -> tuple[Path, Acta]:
        (mesa,) = casos[camino]
        carpeta = salida / mesa.replace("-", "/")
        return carpeta, Acta.leer((carpeta / "acta.json").read_bytes())

    assert len(de(Camino.SUSTITUCION)[1].sustituciones) == 1
    adicionales = de(Camino.ADICIONALES)[1].adicionales
    assert (adicionales.con_resolucion, adicionales.representantes) == (1, 1)
    assert de(Camino.RESERVA)[1].reserva is not None
    assert de(Camino.RELOJ)[1].cierre.causa is not None
    assert len(de(Camino.PRESENCIA)[1].observaciones) == 1
    assert (de(Camino.COFIRMAS)[0] / "cofirmas.json").is_file()
    assert (de(Camino.HALLADO)[0] / "conflictos.json").is_file()
    (retirada,) = casos[Camino.TARJETA_RETIRADA]
    bitacora = (salida / retirada.replace("-", "/") / "urna-1.bitacora").read_text()
    assert bitacora.count('"TarjetaRetirada"') == 1
    for camino, prevalece, une in (
        (Camino.HALLADO_AL_CIERRE, None, True),
        (Camino.HALLADO_TARDE, Prevalece.DIGITAL, False),
    ):
        carpeta, _ = de(camino)
        hallado = Hallado.leer((carpeta / "hallado-1.json").read_bytes())
        computo = Computo.leer((carpeta.parent / "computo.json").read_bytes())
        assert hallado.boletas
        assert computo.mesas[0].prevalece is prevalece
        assert computo.mesas[0].unidas == (len(hallado.boletas) if une else None)
    relevada, _ = de(Camino.RELEVO_TRAS_EL_ACTA)
    firmas = nota.leer((relevada / "acta.json.firma").read_bytes()).firmas
    assert firmas[0].nombre.endswith("/mesa-1")
    assert '"RegistroCerrado"' in (relevada / "mesa-2.bitacora").read_text()
    assert de(Camino.ACOMPANADO)[1].acompanados == 1
    deshecha, _ = de(Camino.MARCA_DESHECHA)
    assert '"deshechas":1' in (deshecha / "mesa-1.bitacora").read_text()
    cabezas, _ = de(Camino.CABEZAS)
    dichas = (cabezas / "mesa-1.bitacora").read_text()
    assert all(f'"ocasion":"{o}"' in dichas for o in ("apertura", "solicitud", "cierre"))
    assert len(_asientos(de(Camino.SIN_IMPRESORA)[0], "ImpresionOmitida")) == 2
    assert '"dos_equipos":true' in (de(Camino.DOS_EQUIPOS)[0] / "mesa-1.bitacora").read_text()
    cierre = Cierre.leer((de(Camino.SIN_SALIR)[0] / "cierre.json").read_bytes())
    assert cierre.urna is not None
    assert cierre.urna.testigos_sin_salir == 1
    omitida = [i.momento for i in de(Camino.SIN_PRUEBA)[1].incidentes]
    assert "instalacion" in omitida
    assert len(_asientos(de(Camino.REIMPRESO)[0], "PapelReimpreso")) == 1
    assert len(_asientos(de(Camino.MEMORIA_REPUESTA)[0], "RespaldoConectado")) == 2
    assert len(_asientos(de(Camino.APAGON)[0], "EquipoReabierto")) == 1
    assert len(_asientos(de(Camino.APAGON_AL_CIERRE)[0], "EquipoReabierto")) == 1
    cortada = Comprobadas.leer((de(Camino.PRUEBA_CORTADA)[0] / "comprobadas.json").read_bytes())
    assert cortada.comprobadas
    assert None not in {c.vector for c in cortada.comprobadas}
    ausentes = [f.estado for f in de(Camino.AUSENTE)[1].firmas if not f.recibio_copia]
    assert ausentes == [EstadoFirma.AUSENTE]
    assert de(Camino.EN_SUSPENSION)[1].cierre.motivo is MotivoCierre.SUSPENDIDA
    assert de(Camino.CIERRE_TARDIO)[1].cierre.causa == CAUSA_DE_TARDANZA
    assert de(Camino.OTRO_LUGAR)[1].instalacion.lugar_autorizado is False
    assert casos["cierre_anunciado"]
    de_la_comision = (salida / "comision.bitacora").read_text()
    assert de_la_comision.count('"AnuncioRecibido"') == len(casos["cierre_anunciado"])
    assert '"CierreContradicho"' not in de_la_comision
    (anticipada,) = casos["cierre_anticipado"]
    acta = Acta.leer((salida / anticipada.replace("-", "/") / "acta.json").read_bytes())
    assert acta.cierre.motivo is MotivoCierre.VOTARON_TODOS
    (muda,) = casos[Camino.SIN_IMPRESORA]
    impresos = salida.parent / "reservado" / "papeles" / muda
    de_ahi = salida / muda.replace("-", "/")
    for papel in ("acta_inicio", "acta_jornada", "acta_escrutinio", "cartel"):
        impreso = (impresos / f"{papel}-{muda}-1.pdf").read_bytes()
        assert impreso == (de_ahi / f"{papel}.pdf").read_bytes()


def _asientos(carpeta: Path, tipo: str) -> list[str]:
    """Lines of a mesa's log that tell of one act."""
    return re.findall(rf'"tipo":"{tipo}"', (carpeta / "mesa-1.bitacora").read_text())


def test_el_resumen_aparta_lo_emitido_que_no_se_cuenta() -> None:
    """What by the rules nobody counts hides no other difference: one vote more is one too many."""
    aparte = Renglon("D001", "D001-P1", "Nogal", emitidos=9, contados=6, sin_contar=3)
    de_mas = replace(aparte, contados=7)
    resumen = Resumen(
        huella="HUELLA",
        demarcaciones=1,
        mesas=1,
        recibieron_pase=9,
        votos=9,
        renglones=(aparte,),
        casos=(),
        negativas={},
        estados={},
        no_posibles={"comprobacion": "en toda mesa se vota en papel"},
        sin_lugar=("incidente",),
        sin_contar=(SinContar("D001-M1", (3, 0), TARDE),),
    )
    assert resumen.distintos == ()
    assert replace(resumen, renglones=(aparte, de_mas)).distintos == (de_mas,)
    dicho = json.loads(resumen.escribir_casos())
    assert dicho["sin_contar"] == {"D001-M1": {"votos": 3, "causa": TARDE}}
    assert dicho["no_posibles"] == {"comprobacion": "en toda mesa se vota en papel"}
    assert dicho["sin_lugar"] == ["incidente"]


@pytest.mark.parametrize("modo", ModoPadron)
@pytest.mark.parametrize("testigo", [True, False])
def test_el_resumen_dice_como_se_vota_en_todo_el_pueblo(modo: ModoPadron, testigo: bool) -> None:
    """A process has one kind of roll, and leaves papers or not: which of them it rehearsed is said,
    and that it rehearsed no other. Nothing that could be told is left out."""
    reglas = bajo(modo, testigo=testigo, modalidad=Modalidad.URNA_ELECTRONICA)
    preparado = preparar()
    sellado = replace(leer_sellado_en(preparado.raiz / "central/definicion"), reglas=reglas)
    dicho = Resumen.de(sellado, hacer(8, 64), (), (), (), {})
    vividos = {caso for caso, _, _ in dicho.casos}
    assert {c for c in vividos if c.startswith("padron_")} == {f"padron_{modo}"}
    assert ("escrutinio_sin_testigo" in vividos) is not testigo
    assert ("escrutinio_sin_testigo" in dicho.no_posibles) is testigo
    assert {*vividos, *dicho.no_posibles, *dicho.sin_lugar} == CASOS


def test_el_dia_de_una_mesa_dice_lo_que_en_el_pasa() -> None:
    """At the size of the law's own process every kind of day is lived, and an empty one is none."""
    poblado = hacer(60, 2_000)
    vistos = {caso for mesa in poblado.planes for caso in casos_del_dia(poblado.guion(mesa))}
    assert vistos == {
        "apertura_tardia",
        "cierre_anticipado",
        "cierre_con_fila",
        "constancia_de_no_inclusion",
        "escrito_recibido",
        "firma_bajo_protesta",
        "incidente",
        "sin_firma",
    }
    vacio = replace(
        poblado.guion(min(poblado.planes)),
        retraso=0,
        en_fila=0,
        anticipado=False,
        representaciones=(),
        percances=(),
        llegadas=(),
    )
    assert casos_del_dia(vacio) == ()


def test_sin_lista_alguien_se_registra_en_dos_mesas() -> None:
    """Only where no list tells who belongs where; with one, the table itself refuses them."""
    claves = []
    modelo = convocatoria_modelo(ModoPadron.REGISTRO_EN_MESA)
    poblado = poblar(
        demarcaciones=8,
        votantes=64,
        semilla="dos mesas",
        reglas=modelo.reglas,
        jornada=modelo.proceso.jornada,
    )
    ((mesa, otra),) = poblado.repiten.items()
    for una in (mesa, otra):
        llegan = poblado.guion(una).llegadas
        mostradas = [ll.muestra for ll in llegan if ll.conducta == "vota"]
        claves.append({m.clave for m in mostradas if isinstance(m, CredencialExhibida)})
    assert len(claves[0] & claves[1]) == 1
    honrado = replace(poblado, repiten={})
    assert honrado.guion(otra) == poblado.guion(otra)
    assert honrado.guion(mesa) != poblado.guion(mesa)
    assert hacer(8, 64).repiten == {}


@pytest.mark.largo
def test_sin_testigos_lo_hallado_a_tiempo_se_cuenta(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where no paper was counted, whoever voted in the machine that died has no other count: found
    in time they are in the result; found after the decryption they are told and are not."""
    caminos = (Camino.HALLADO_AL_CIERRE, Camino.HALLADO_TARDE)

    def repartir(
        _: random.Random,
        planes: Mapping[str, PlanDeMesa],
        ocupadas: Collection[str],
        **__: object,
    ) -> dict[str, Camino]:
        sirven = (m for m in sorted(planes) if m not in ocupadas and admite(caminos[0], m, planes))
        return dict(zip(sirven, caminos, strict=False))

    monkeypatch.setattr(modulo_de_poblado, "repartir_caminos", repartir)
    modelo = convocatoria_de_simulacro("sin testigos")
    regla = modelo.reglas.testigo
    apagado = replace(regla.valor, activo=False, conteo="En la comisión, esa noche")
    reglas = replace(modelo.reglas, testigo=replace(regla, valor=apagado))
    encargo = Encargo(
        demarcaciones=6,
        votantes=120,
        semilla="st",
        salida=tmp_path / "expediente",
        reservado=tmp_path / "reservado",
        convocatoria=replace(modelo, reglas=reglas).escribir(),
    )
    resumen = Simulacion(encargo, lambda *_: None, map).correr()
    casos = {caso: lugares for caso, _, lugares in resumen.casos}
    (a_tiempo,), (tarde,) = (casos[camino] for camino in caminos)
    assert resumen.distintos == ()
    assert [suya.mesa for suya in resumen.sin_contar] == [tarde]
    for mesa, une in ((a_tiempo, True), (tarde, False)):
        ruta = encargo.salida / mesa.partition("-")[0] / "computo.json"
        (computada,) = Computo.leer(ruta.read_bytes()).mesas
        assert (bool(computada.unidas), str(computada.cotejo)) == (une, "sin_testigo")
    assert verificar(encargo.salida, procesos=1).veredicto is Veredicto.SIN_ANCLA
