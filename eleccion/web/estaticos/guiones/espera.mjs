// The screen between two voters: the field of the scanner always has the focus, and after a while the
// word on the voter before is taken away.

const OLVIDO_MS = 60 * 1000;

const campo = document.getElementById("tarjeta");
document.addEventListener("pointerup", () => setTimeout(() => {
  if (!document.activeElement || document.activeElement === document.body) campo.focus();
}));
setTimeout(() => {
  for (const dicho of document.querySelectorAll(".estado")) dicho.textContent = "";
}, OLVIDO_MS);
