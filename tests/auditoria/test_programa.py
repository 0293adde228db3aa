"""The version of the program that is sealed with the definition."""

from importlib.metadata import version

from auditoria.formatos.huella import ListaDeHuellas
from auditoria.programa import LIBRERIAS, version_del_programa


def test_la_version_nombra_al_programa_y_a_lo_que_dibuja_y_cifra() -> None:
    """Another version of a library may draw another byte: the record says which it was."""
    palabra, propio, *otras = version_del_programa().split(" ")
    assert (palabra, propio) == ("programa", f"eleccion-jpc/{version('eleccion-jpc')}")
    assert [parte.partition("/")[0] for parte in otras] == sorted(LIBRERIAS)
    for parte in otras:
        nombre, _, numero = parte.partition("/")
        assert numero == version(nombre)


def test_la_version_es_primer_renglon_de_huella() -> None:
    """The line is written where it must be readable."""
    lista = ListaDeHuellas(version_del_programa(), ())
    assert ListaDeHuellas.leer(lista.escribir()) == lista
