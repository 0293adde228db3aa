"""Words of which the invented town is made. Any likeness to a person is chance."""

from __future__ import annotations

MUJERES = (
    "Adriana", "Alejandra", "Alicia", "Alma", "Amalia", "Ana", "Andrea", "Ángela", "Aurora",
    "Beatriz", "Berenice", "Blanca", "Brenda", "Camila", "Carmen", "Carolina", "Cecilia", "Clara",
    "Claudia", "Consuelo", "Cristina", "Daniela", "Diana", "Dolores", "Elena", "Elisa", "Elvira",
    "Emilia", "Esperanza", "Estela", "Esther", "Eva", "Fátima", "Fernanda", "Flor", "Gabriela",
    "Gloria", "Graciela", "Guadalupe", "Hortensia", "Inés", "Irene", "Irma", "Isabel", "Itzel",
    "Ivonne", "Josefina", "Juana", "Julia", "Karina", "Laura", "Leticia", "Lidia", "Lorena",
    "Lourdes", "Lucía", "Luz", "Magdalena", "Marcela", "Margarita", "María", "Mariana", "Martha",
    "Mercedes", "Mónica", "Nadia", "Natalia", "Norma", "Olga", "Patricia", "Paula", "Petra",
    "Raquel", "Rebeca", "Rocío", "Rosa", "Rosario", "Sandra", "Silvia", "Sofía", "Teresa",
    "Valeria", "Verónica", "Victoria", "Ximena", "Yolanda", "Zoila",
)  # fmt: skip
HOMBRES = (
    "Abel", "Adán", "Agustín", "Alberto", "Alejandro", "Alfonso", "Alfredo", "Álvaro", "Andrés",
    "Ángel", "Antonio", "Armando", "Arturo", "Benito", "Bernardo", "Carlos", "César", "Crescencio",
    "Cristóbal", "Daniel", "David", "Diego", "Domingo", "Edgar", "Eduardo", "Efraín", "Elías",
    "Emilio", "Enrique", "Ernesto", "Esteban", "Eugenio", "Federico", "Felipe", "Félix",
    "Fernando", "Fidel", "Francisco", "Gabriel", "Genaro", "Gerardo", "Gilberto", "Gonzalo",
    "Gregorio", "Guillermo", "Gustavo", "Héctor", "Hilario", "Hugo", "Ignacio", "Ismael", "Iván",
    "Jacinto", "Jaime", "Javier", "Jesús", "Joaquín", "Jorge", "José", "Juan", "Julio", "Leonardo",
    "Lorenzo", "Luis", "Manuel", "Marcos", "Mario", "Martín", "Mateo", "Mauricio", "Miguel",
    "Nicolás", "Octavio", "Omar", "Óscar", "Pablo", "Pedro", "Rafael", "Ramón", "Raúl", "Ricardo",
    "Roberto", "Rodrigo", "Rogelio", "Rubén", "Salvador", "Samuel", "Santiago", "Sergio", "Tomás",
    "Ubaldo", "Vicente", "Víctor",
)  # fmt: skip
APELLIDOS = (
    "Aguilar", "Alonso", "Alvarado", "Álvarez", "Arellano", "Arriaga", "Ávila", "Balderas",
    "Banda", "Barrera", "Barrios", "Bautista", "Bravo", "Briones", "Bustos", "Cabrera", "Calderón",
    "Camacho", "Campos", "Cárdenas", "Carranza", "Castañeda", "Castillo", "Cázares", "Cervantes",
    "Chávez", "Contreras", "Cordero", "Coronado", "Cortés", "Cruz", "Delgado", "Díaz", "Domínguez",
    "Duarte", "Escobedo", "Espinosa", "Esquivel", "Estrada", "Fernández", "Figueroa", "Flores",
    "Fuentes", "Gallegos", "García", "Garza", "Gómez", "González", "Govea", "Guerrero", "Guevara",
    "Gutiérrez", "Guzmán", "Hernández", "Herrera", "Huerta", "Ibarra", "Jasso", "Jiménez",
    "Juárez", "Lara", "Ledezma", "Leija", "Loredo", "López", "Lucio", "Luna", "Macías",
    "Maldonado", "Martínez", "Mata", "Medina", "Méndez", "Mendoza", "Meza", "Miranda", "Molina",
    "Montes", "Morales", "Moreno", "Muñoz", "Narváez", "Navarro", "Nava", "Nieto", "Niño", "Núñez",
    "Ochoa", "Olvera", "Ordaz", "Ortega", "Ortiz", "Pacheco", "Padrón", "Palacios", "Palomo",
    "Peña", "Peralta", "Pérez", "Pineda", "Portales", "Quintero", "Quiroz", "Ramírez", "Ramos",
    "Rangel", "Reyna", "Reyes", "Rivas", "Rivera", "Robledo", "Rocha", "Rodríguez", "Rojas",
    "Rosales", "Ruiz", "Salas", "Salazar", "Saldaña", "Salinas", "Sánchez", "Sandoval", "Santana",
    "Segura", "Silva", "Solís", "Soto", "Tapia", "Tello", "Torres", "Tovar", "Trejo", "Uresti",
    "Urbina", "Valdez", "Vargas", "Vázquez", "Vega", "Velázquez", "Vera", "Villanueva", "Yáñez",
    "Zamarripa", "Zamora", "Zapata", "Zárate", "Zavala", "Zúñiga",
)  # fmt: skip
TIPOS_DE_COLONIA = (
    "Barrio de", "Colonia", "Fraccionamiento", "Lomas de", "Privadas de", "Rinconada de",
    "Unidad habitacional", "Villas de", "Ampliación", "Jardines de", "Hacienda de", "Bosques de",
)  # fmt: skip
LUGARES_DE_COLONIA = (
    "el Mezquital", "las Biznagas", "la Acequia Vieja", "los Encinos Chicos", "el Nopalillo",
    "San Telmo", "Santa Brígida", "el Pirul Grande", "las Canteras Rosas", "la Noria Seca",
    "los Magueyes", "el Tunal Alto", "San Cosme", "las Palomas Blancas", "el Huizachal",
    "la Calera Vieja", "los Girasoles", "el Arroyo Hondo", "Santa Úrsula", "la Loma Pinta",
    "los Capulines", "el Garambullo", "San Fermín", "las Garzas", "la Peña Colorada",
    "los Halcones", "el Sauz Viejo", "San Gabino", "las Yucas", "la Herradura Chica",
    "los Alamitos", "el Venadito", "Santa Eduviges", "las Margaritas Altas", "la Cuesta Larga",
    "los Tepozanes", "el Lucero", "San Hilarión", "las Cigarras", "la Presita",
)  # fmt: skip
DELEGACIONES = (
    "Centro", "Norte", "Oriente", "Poniente", "Sur",
)  # fmt: skip
CALLES = (
    "Abedul", "Alondra", "Amapola", "Barro", "Campanario", "Cantera", "Cedro", "Clavel", "Colibrí",
    "Encino", "Fresno", "Gorrión", "Jacaranda", "Jilguero", "Laurel", "Mezquite", "Nogal",
    "Obsidiana", "Palma", "Sabino",
)  # fmt: skip
PLANTELES = (
    "Escuela primaria «Cuauhtémoc»", "Jardín de niños «Arcoíris»", "Salón ejidal",
    "Casa del barrio", "Escuela secundaria núm. 12", "Biblioteca pública", "Centro comunitario",
    "Cancha techada", "Escuela primaria «Miguel Hidalgo»", "Jardín de niños «Semillitas»",
    "Kiosco de la plaza", "Telesecundaria «Benito Juárez»",
)  # fmt: skip
PLANILLAS = (
    "Unidad Vecinal", "Raíces del Barrio", "Manos a la Calle", "Vecinas y Vecinos en Acción",
    "Agua y Luz para Todos", "La Voz de la Cuadra", "Nuestra Plaza", "Camino Parejo",
    "Por la Colonia que Queremos", "Alianza de Vecinos", "Puertas Abiertas", "Buena Vecindad",
    "Parques Vivos", "Calles Seguras", "Tierra Firme", "El Pozo Común", "Faro Vecinal",
    "Sumamos Todos", "Banqueta Limpia", "Comunidad Despierta", "Pan y Trabajo", "Nuevo Sendero",
    "Gente de Palabra", "Taller de Barrio",
)  # fmt: skip
INCIDENTES = (
    "Llovió durante unos minutos y se recorrió la fila hacia el interior.",
    "Una persona entró a la mesa con un cartel y se retiró cuando se le pidió.",
    "Se fue la luz unos minutos; el equipo siguió con batería.",
    "La tinta indeleble se derramó; se usó el segundo frasco.",
    "Una persona pidió votar acompañada y así lo hizo.",
)
CAUSAS_DE_RETRASO = (
    "Se esperó a que llegara una persona suplente.",
    "El salón se abrió tarde.",
    "Se repitió la verificación de la huella con las representaciones presentes.",
)
