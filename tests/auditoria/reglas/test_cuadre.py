"""The balance sheet against a day told voter by voter.

``Libro`` is the oracle: it keeps the books of a mesa by what happens to each person and slip,
knowing nothing of the comparisons. Whatever regular things happen, the acta must balance; each
thing that goes wrong must show in exactly the comparisons a person would point at.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, fields, replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditoria.formatos.acta import Acta
from auditoria.formatos.claves import NULO
from auditoria.formatos.escrutinio import (
    DiferenciaAsentada,
    Rubro,
    Rubros,
    RubrosPapel,
    RubrosTestigos,
    RubrosUrna,
    VotosOpcion,
)
from auditoria.reglas.cuadre import (
    COMPROBACIONES,
    NOMBRES,
    cotejar_cierre,
    cuadrar,
    explicadas_de_mas,
    sin_explicar,
    totales,
)
from tests.auditoria.formatos import ejemplos

OPCIONES = ("D001-P2", "D001-P1", NULO)


@dataclass
class Libro:
    """Books of a mesa: what there is of each thing after what happened so far."""

    cuentas: Counter[str] = field(default_factory=Counter)
    votos: Counter[str] = field(default_factory=Counter)
    en_papel: Counter[str] = field(default_factory=Counter)
    hay_papel: bool = False
    hay_urna: bool = True
    hay_testigos: bool = True
    hay_lista: bool = True

    def sumar(self, *cosas: str) -> None:
        """Count one more of each."""
        self.cuentas.update(cosas)

    def entregar(self) -> None:
        """A slip leaves the box."""
        self.cuentas["entregados"] += 1

    def depositar(self, opcion: str) -> None:
        """A vote enters the urna and its testigo the box."""
        self.sumar("usados", "depositadas", "habilitaciones")
        self.sumar("mandados", "impresos", "contados")
        self.votos[opcion] += 1

    def figuras(self) -> tuple[Rubros, tuple[VotosOpcion, ...]]:
        """Figures of the acta: 400 persons, 300 pases and 50 in reserve."""
        c = self.cuentas
        papel = RubrosPapel(
            personas=c["en_papel"],
            repuestas=c["repuestas"],
            recibidas=100,
            sobrantes=100 - c["entregadas"],
            inutilizadas=c["papel_inutilizado"],
            extraidas=c["papel"],
        )
        votantes = c["personas"] + c["extra"]
        de_urna = c["contados"] if self.hay_testigos else c["depositadas"]
        testigos = RubrosTestigos(
            impresos=c["impresos"], cancelados=c["cancelados"], contados=c["contados"]
        )
        urna = RubrosUrna(
            repuestos=c["repuestos"],
            pases_recibidos=300,
            reserva_recibida=50,
            sobrantes=350 - c["entregados"],
            inutilizados=c["inutilizados"],
            usados=c["usados"],
            no_devueltos=c["no_devueltos"],
            depositadas=c["depositadas"],
            comprobadas=c["comprobadas"],
            inutilizadas=c["inutilizadas"],
            habilitaciones=c["habilitaciones"],
            testigos_mandados=c["mandados"],
            testigos_sin_salir=c["sin_salir"],
            testigos_cancelados=c["anotados"],
            testigos=testigos if self.hay_testigos else None,
        )
        contado = sum(self.votos.values()) + sum(self.en_papel.values())
        rubros = Rubros(
            personas=c["personas"],
            extra=c["extra"],
            votantes=votantes,
            extraidas=(de_urna if self.hay_urna else 0) + c["papel"],
            votacion=None if self.hay_urna and not self.hay_testigos else contado,
            electores=400 if self.hay_lista else None,
            urna=urna if self.hay_urna else None,
            papel=papel if self.hay_papel else None,
        )
        cuenta = self.hay_urna and self.hay_testigos
        opciones = tuple(
            VotosOpcion(
                opcion=opcion,
                testigos=self.votos[opcion] if cuenta else None,
                papel=self.en_papel[opcion] if self.hay_papel else None,
            )
            for opcion in OPCIONES
        )
        return rubros, opciones


def votar(libro: Libro, opcion: str) -> None:
    """The ordinary voter."""
    libro.sumar("personas")
    libro.entregar()
    libro.depositar(opcion)


def votar_fuera_de_lista(libro: Libro, opcion: str) -> None:
    """A representative, or somebody with a resolution."""
    libro.sumar("extra")
    libro.entregar()
    libro.depositar(opcion)


def comprobar_y_votar(libro: Libro, opcion: str) -> None:
    """A voter who opens a ballot first: the spent slip is swapped for another."""
    libro.sumar("usados", "comprobadas", "habilitaciones", "repuestos")
    libro.entregar()
    votar(libro, opcion)


def romper_el_pase_y_votar(libro: Libro, opcion: str) -> None:
    """A slip that cannot be read is cancelled in the urna before another is drawn."""
    libro.sumar("inutilizados", "inutilizadas", "repuestos")
    libro.entregar()
    votar(libro, opcion)


def cancelar_el_testigo_y_votar(libro: Libro, opcion: str) -> None:
    """The paper did not say what the voter chose; it goes to its envelope."""
    libro.sumar("mandados", "impresos", "cancelados", "anotados")
    votar(libro, opcion)


def atorarse_el_testigo_y_votar(libro: Libro, opcion: str) -> None:
    """The first paper never came out of the printer, and an official sent another."""
    libro.sumar("mandados", "sin_salir")
    votar(libro, opcion)


def habilitar_de_mas_y_votar(libro: Libro, opcion: str) -> None:
    """The kiosk went back to rest before the voter reached it."""
    libro.sumar("habilitaciones")
    votar(libro, opcion)


def votar_en_papel(libro: Libro, opcion: str) -> None:
    """After the envelope of contingencia was opened: marked on the list, no pase."""
    libro.hay_papel = True
    libro.sumar("personas", "en_papel", "entregadas", "papel")
    libro.en_papel[opcion] += 1


def echar_a_perder_papel_y_votar(libro: Libro, opcion: str) -> None:
    """A paper ballot spoiled and replaced."""
    libro.sumar("papel_inutilizado", "repuestas", "entregadas")
    votar_en_papel(libro, opcion)


REGULARES: tuple[Callable[[Libro, str], None], ...] = (
    votar,
    votar_fuera_de_lista,
    comprobar_y_votar,
    romper_el_pase_y_votar,
    cancelar_el_testigo_y_votar,
    atorarse_el_testigo_y_votar,
    habilitar_de_mas_y_votar,
    votar_en_papel,
    echar_a_perder_papel_y_votar,
)
DIAS = st.lists(st.tuples(st.sampled_from(REGULARES), st.sampled_from(OPCIONES)), max_size=60)


def irse_con_el_pase(libro: Libro) -> None:
    """A voter leaves without voting and the officials see it."""
    libro.sumar("personas", "no_devueltos")
    libro.entregar()


def devolver_el_pase(libro: Libro) -> None:
    """A voter gives the slip back; it is cancelled."""
    libro.sumar("personas", "inutilizados", "inutilizadas")
    libro.entregar()


def guardarse_el_testigo(libro: Libro) -> None:
    """A voter keeps the paper."""
    votar(libro, NULO)
    libro.cuentas["contados"] -= 1
    libro.votos[NULO] -= 1


def meter_un_testigo_de_mas(libro: Libro) -> None:
    """Somebody puts a sheet into the box that no machine printed for a vote."""
    libro.sumar("contados")
    libro.votos["D001-P1"] += 1


def meter_una_boleta_sin_pase(libro: Libro) -> None:
    """Somebody with a stolen credential votes at a kiosk nobody enabled."""
    libro.sumar("depositadas", "mandados", "impresos", "contados")
    libro.votos["D001-P1"] += 1


def pasar_un_testigo_al_sobre(libro: Libro) -> None:
    """Somebody takes the paper of a kept vote out of the box and says that it was cancelled."""
    libro.sumar("cancelados")
    libro.cuentas["contados"] -= 1
    libro.votos["D001-P2"] -= 1


def imprimir_un_testigo_en_otra_parte(libro: Libro) -> None:
    """A sheet like the true ones, counted as printed, that no kiosk sent to its printer."""
    libro.sumar("impresos", "contados")
    libro.votos["D001-P1"] += 1


def perder_un_pase(libro: Libro) -> None:
    """A slip is missing from the box and nobody knows since when."""
    libro.entregar()


def marcar_a_quien_no_vino(libro: Libro) -> None:
    """A name is marked by error and not undone."""
    libro.sumar("personas")


def romper_un_pase_sin_cancelarlo(libro: Libro) -> None:
    """The slip lies in the envelope but its credential is alive."""
    libro.sumar("inutilizados", "repuestos")
    libro.entregar()


def contar_mal_una_opcion(libro: Libro) -> None:
    """Two sheets of one answer are written down as one."""
    libro.votos["D001-P2"] -= 1


def contar_mal_el_papel(libro: Libro) -> None:
    """The same with paper ballots."""
    libro.en_papel["D001-P2"] -= 1


def irse_con_la_boleta(libro: Libro) -> None:
    """A voter takes the paper ballot along."""
    libro.cuentas["papel"] -= 1
    libro.en_papel["D001-P2"] -= 1


def devolver_la_boleta(libro: Libro) -> None:
    """A voter gives the paper ballot back, spoiled, and asks for no other."""
    irse_con_la_boleta(libro)
    libro.cuentas["papel_inutilizado"] += 1


def meter_una_boleta_de_mas(libro: Libro) -> None:
    """A ballot of the block reaches the urn without anybody being handed it."""
    libro.sumar("papel", "entregadas")
    libro.en_papel["D001-P2"] += 1


IRREGULARES: dict[Callable[[Libro], None], set[str]] = {
    irse_con_el_pase: {"votantes_y_votos_sacados"},
    devolver_el_pase: {"votantes_y_votos_sacados"},
    guardarse_el_testigo: {"votantes_y_votos_sacados", "testigos_y_conteo"},
    meter_un_testigo_de_mas: {
        "votantes_y_votos_sacados",
        "testigos_y_conteo",
        "sobrantes_y_votacion",
    },
    meter_una_boleta_sin_pase: {
        "votantes_y_votos_sacados",
        "pases_y_urna",
        "depositadas_y_habilitaciones",
        "sobrantes_y_votacion",
    },
    pasar_un_testigo_al_sobre: {
        "votantes_y_votos_sacados",
        "depositadas_y_testigos",
        "cancelados_y_urna",
    },
    imprimir_un_testigo_en_otra_parte: {
        "votantes_y_votos_sacados",
        "depositadas_y_testigos",
        "impresos_y_urna",
        "sobrantes_y_votacion",
    },
    perder_un_pase: {"pases_por_estado"},
    marcar_a_quien_no_vino: {
        "votantes_y_votos_sacados",
        "pases_entregados",
        "sobrantes_y_votantes",
    },
    romper_un_pase_sin_cancelarlo: {"inutilizados_y_urna"},
    contar_mal_una_opcion: {"conteo_y_opciones", "votos_sacados_y_votacion"},
}


def dia_tranquilo() -> Libro:
    """A day on which everybody votes once and nothing happens."""
    libro = Libro()
    for opcion, cuantas in zip(OPCIONES, (40, 30, 5), strict=True):
        for _ in range(cuantas):
            votar(libro, opcion)
    return libro


@given(DIAS)
def test_un_dia_regular_cuadra(dia: list[tuple[Callable[[Libro, str], None], str]]) -> None:
    """An honest mesa must not be asked to explain what is in order."""
    libro = Libro()
    for suceso, opcion in dia:
        suceso(libro, opcion)
    assert cuadrar(*libro.figuras()) == ()


@pytest.mark.parametrize("suceso", IRREGULARES, ids=lambda suceso: suceso.__name__)
def test_lo_que_sale_mal_se_ve_donde_debe(suceso: Callable[[Libro], None]) -> None:
    """A difference in the wrong place sends people to look for the wrong thing."""
    libro = dia_tranquilo()
    suceso(libro)
    assert {d.comprobacion.clave for d in cuadrar(*libro.figuras())} == IRREGULARES[suceso]


@given(DIAS, st.sampled_from(list(IRREGULARES)))
def test_nada_que_salga_mal_se_compensa_con_un_dia_movido(
    dia: list[tuple[Callable[[Libro, str], None], str]], suceso: Callable[[Libro], None]
) -> None:
    """Spoiled, tested and paper ballots around it hide no irregularity of votes or slips."""
    libro = dia_tranquilo()
    for regular, opcion in dia:
        regular(libro, opcion)
    suceso(libro)
    claves = {d.comprobacion.clave for d in cuadrar(*libro.figuras())}
    exactas = {clave for clave in IRREGULARES[suceso] if "sobrantes" not in clave}
    assert exactas - claves <= {"depositadas_y_habilitaciones"}
    assert claves <= IRREGULARES[suceso]


@pytest.mark.parametrize(
    ("suceso", "claves"),
    [
        (contar_mal_el_papel, {"votos_sacados_y_votacion", "papel_y_opciones"}),
        (devolver_la_boleta, {"votantes_y_votos_sacados"}),
        (
            irse_con_la_boleta,
            {"votantes_y_votos_sacados", "papel_entregado", "papel_por_estado"},
        ),
        (meter_una_boleta_de_mas, {"votantes_y_votos_sacados", "papel_entregado"}),
    ],
)
def test_el_papel_se_cuadra_aparte(suceso: Callable[[Libro], None], claves: set[str]) -> None:
    """A mesa that went on in paper has its own column of figures to close."""
    libro = dia_tranquilo()
    for _ in range(10):
        votar_en_papel(libro, "D001-P2")
    assert cuadrar(*libro.figuras()) == ()
    suceso(libro)
    assert {d.comprobacion.clave for d in cuadrar(*libro.figuras())} == claves


def test_el_papel_que_sobra_no_da_holgura() -> None:
    """Paper ballots opened and not used must not hide a voter who is not there."""
    libro = dia_tranquilo()
    libro.hay_papel = True
    assert cuadrar(*libro.figuras()) == ()
    marcar_a_quien_no_vino(libro)
    claves = {d.comprobacion.clave for d in cuadrar(*libro.figuras())}
    assert claves == IRREGULARES[marcar_a_quien_no_vino]


def test_quien_vota_fuera_de_lista_no_excede_la_lista() -> None:
    """A full roll and five admitted beside it are within bounds; a sixth vote is not."""
    libro = Libro()
    for _ in range(60):
        votar(libro, NULO)
    for _ in range(5):
        votar_fuera_de_lista(libro, NULO)
    rubros, opciones = libro.figuras()
    assert cuadrar(replace(rubros, electores=60), opciones) == ()
    (exceso,) = cuadrar(replace(rubros, electores=59), opciones)
    assert (exceso.comprobacion.clave, exceso.cantidad) == ("votantes_y_lista", -1)


HOLGADAS = {"electores", "habilitaciones"}
"""Bounds rather than sums: one more voter enabled is no difference."""
GRUPOS = {"urna": RubrosUrna, "testigos": RubrosTestigos, "papel": RubrosPapel}


def cifras_de(clase: type, camino: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """Every figure of the balance, as the path that leads to it."""
    for campo in fields(clase):
        propio = (*camino, campo.name)
        if campo.name in GRUPOS:
            yield from cifras_de(GRUPOS[campo.name], propio)
        elif campo.name not in HOLGADAS:
            yield propio


def cambiar(rubros: Any, camino: tuple[str, ...], paso: int) -> Any:
    """The same figures with one of them changed."""
    nombre, *resto = camino
    viejo = getattr(rubros, nombre)
    nuevo = cambiar(viejo, tuple(resto), paso) if resto else viejo + paso
    return replace(rubros, **{nombre: nuevo})


@pytest.mark.parametrize("cifra", list(cifras_de(Rubros)), ids=".".join)
def test_ninguna_cifra_se_cambia_sin_que_se_note(cifra: tuple[str, ...]) -> None:
    """Whoever edits one figure of an acta must be found by the others."""
    libro = dia_tranquilo()
    votar_en_papel(libro, "D001-P2")
    rubros, opciones = libro.figuras()
    for paso in (1, 7):
        assert cuadrar(cambiar(rubros, cifra, paso), opciones) != ()


def dia_en_papel() -> Libro:
    """A mesa that votes on paper only."""
    libro = Libro(hay_urna=False, hay_papel=True)
    for opcion, cuantas in zip(OPCIONES, (40, 30, 5), strict=True):
        for _ in range(cuantas):
            votar_en_papel(libro, opcion)
    echar_a_perder_papel_y_votar(libro, "D001-P1")
    return libro


def test_una_mesa_de_papel_cuadra_sin_pases_ni_urna() -> None:
    """It is not asked for slips, testigos or ballots of a machine that it does not have."""
    rubros, opciones = dia_en_papel().figuras()
    assert cuadrar(rubros, opciones) == ()
    hallados = {rubro.value for rubro in totales(rubros, opciones)}
    assert not any("pases" in n or "testigos" in n or "urna" in n for n in hallados)
    assert {"papel_entregado", "papel_tomado", "extraidas", "votacion"} <= hallados
    for cifra in [c for c in cifras_de(Rubros) if c[0] != "urna"]:
        assert cuadrar(cambiar(rubros, cifra, 1), opciones) != (), cifra


def test_sin_testigo_se_cuadra_lo_que_la_urna_registro() -> None:
    """Nothing is counted by hand, and a voter without vote or a vote without voter still shows."""
    libro = Libro(hay_testigos=False)
    for opcion in OPCIONES * 5:
        votar(libro, opcion)
    rubros, opciones = libro.figuras()
    assert cuadrar(rubros, opciones) == ()
    assert {Rubro.VOTACION, Rubro.TESTIGOS_CONTADOS}.isdisjoint(totales(rubros, opciones))
    meter_una_boleta_sin_pase(libro)
    claves = {d.comprobacion.clave for d in cuadrar(*libro.figuras())}
    assert claves == {"votantes_y_votos_sacados", "pases_y_urna", "depositadas_y_habilitaciones"}


def test_sin_lista_no_se_compara_con_la_lista() -> None:
    """A mesa that registers whoever comes has no list to exceed; everything else must close."""
    libro = dia_tranquilo()
    libro.hay_lista = False
    rubros, opciones = libro.figuras()
    assert cuadrar(rubros, opciones) == ()
    assert Rubro.ELECTORES_Y_EXTRA not in totales(rubros, opciones)
    marcar_a_quien_no_vino(libro)
    claves = {d.comprobacion.clave for d in cuadrar(*libro.figuras())}
    assert claves == IRREGULARES[marcar_a_quien_no_vino]


def test_la_diferencia_es_lo_segundo_menos_lo_primero() -> None:
    """The sign tells whether something is missing or left over."""
    libro = dia_tranquilo()
    irse_con_el_pase(libro)
    (diferencia,) = cuadrar(*libro.figuras())
    assert diferencia.entre == (Rubro.VOTANTES, Rubro.EXTRAIDAS)
    assert diferencia.cantidad == 75 - 76


def test_cada_comprobacion_compara_dos_rubros_una_vez_y_tiene_texto() -> None:
    """The pair of totals is what an explanation names, so it must name one comparison."""
    pares = {frozenset((c.uno, c.otro)) for c in COMPROBACIONES}
    assert len(pares) == len({c.clave for c in COMPROBACIONES}) == len(COMPROBACIONES)
    assert all(len(c.texto) > 20 for c in COMPROBACIONES)
    assert set(NOMBRES) == set(Rubro) == {r for c in COMPROBACIONES for r in (c.uno, c.otro)}


def test_sin_papel_no_hay_rubros_de_papel() -> None:
    """What the mesa did not have is absent from its acta, not zero."""
    rubros, opciones = dia_tranquilo().figuras()
    ausentes = set(Rubro) - set(totales(rubros, opciones))
    assert {rubro.value for rubro in ausentes} == {
        "papel_entregado",
        "papel_tomado",
        "papel_recibido",
        "papel_por_estado",
        "papel_extraido",
        "suma_de_papel",
    }


def acta_con_diferencia(*asentadas: DiferenciaAsentada) -> Acta:
    """The acta of the example where one voter left with the pase."""
    acta = ejemplos.acta()
    rubros = ejemplos.rubros(
        30, personas=31, votantes=31, sobrantes=29, no_devueltos=1, habilitaciones=31
    )
    return replace(acta, escrutinio=replace(acta.escrutinio, rubros=rubros, diferencias=asentadas))


EXPLICACION = DiferenciaAsentada(
    entre=(Rubro.VOTANTES, Rubro.EXTRAIDAS),
    cantidad=-1,
    motivo="se_retiro_con_pase",
    firmas=("f1", "f2"),
)
MOTIVOS = ejemplos.reglas().claves_de_diferencia


def test_una_diferencia_explicada_explica_el_acta() -> None:
    """An acta with a reason and two signatures is in order; it stays as it was counted."""
    acta = acta_con_diferencia(EXPLICACION)
    for explicada in (acta, ejemplos.acta()):
        assert (sin_explicar(explicada, MOTIVOS), explicadas_de_mas(explicada)) == ((), ())


@pytest.mark.parametrize(
    "asentadas",
    [
        (),
        (replace(EXPLICACION, cantidad=1),),
        (replace(EXPLICACION, motivo="motivo_inventado"),),
        (replace(EXPLICACION, entre=(Rubro.EXTRAIDAS, Rubro.VOTACION)),),
    ],
)
def test_una_explicacion_que_no_corresponde_no_explica(
    asentadas: tuple[DiferenciaAsentada, ...],
) -> None:
    """Another amount, another pair or a reason nobody published explains nothing."""
    acta = acta_con_diferencia(*asentadas)
    assert [d.comprobacion.clave for d in sin_explicar(acta, MOTIVOS)] == [
        "votantes_y_votos_sacados"
    ]


def test_una_explicacion_de_mas_tambien_es_hallazgo() -> None:
    """A reason for a difference that is not there means a figure was changed afterwards."""
    acta = ejemplos.acta()
    ociosa = replace(acta, escrutinio=replace(acta.escrutinio, diferencias=(EXPLICACION,)))
    assert explicadas_de_mas(ociosa) == (EXPLICACION,)


MESA = ejemplos.catalogo().ubicar("D001-M1")[1]


def test_el_acta_y_el_cierre_dicen_lo_mismo() -> None:
    """Every figure stands in two files signed apart."""
    assert cotejar_cierre(ejemplos.acta(), ejemplos.cierre(), MESA) == ()


def test_cada_cifra_del_cierre_se_coteja() -> None:
    """Whoever signs again one of the two files is found by the other."""
    cierre, acta = ejemplos.cierre(), ejemplos.acta()
    urna, testigos = cierre.urna, cierre.testigos
    cambiados = {
        "proceso": replace(cierre, proceso="otro"),
        "mesa": replace(cierre, mesa="D001-M2"),
        "huella": replace(cierre, huella=bytes(32)),
        "depositadas": replace(cierre, urna=replace(urna, depositadas=31)),
        "comprobadas": replace(cierre, urna=replace(urna, comprobadas=1)),
        "inutilizadas": replace(cierre, urna=replace(urna, inutilizadas=1)),
        "habilitaciones": replace(cierre, urna=replace(urna, habilitaciones=29)),
        "testigos impresos": replace(cierre, testigos=replace(testigos, impresos=31)),
        "testigos cancelados": replace(cierre, testigos=replace(testigos, cancelados=1)),
        "testigos por opción": replace(cierre, testigos=replace(testigos, contados=(16, 12, 2))),
        "papel por opción": replace(cierre, papel=(0, 0, 0)),
    }
    for cifra, cambiado in cambiados.items():
        (hallada,) = cotejar_cierre(acta, cambiado, MESA)
        assert hallada.cifra == cifra
        assert hallada.acta != hallada.cierre
    (electores,) = cotejar_cierre(acta, cierre, replace(MESA, electores=61))
    assert electores.cifra == "electores"
