// Keeps the words of a letter in this browser until it is sent, for a day at most: never a name, number or address.
// Every page works without this file.
(function () {
  'use strict'
  var fields = ['content', 'title', 'place'], life = 24 * 3600 * 1000, prefix = 'huiyin-draft-'
  function keep(name, value) {
    try {
      if (value) localStorage.setItem(prefix + name, JSON.stringify({ at: Date.now(), v: value }))
      else localStorage.removeItem(prefix + name)
    } catch (e) { /* a browser that keeps nothing */ }
  }
  function kept(name) {
    try {
      var d = JSON.parse(localStorage.getItem(prefix + name) || 'null')
      if (d && Date.now() - d.at < life) return d.v
      localStorage.removeItem(prefix + name)
    } catch (e) { /* the same */ }
    return null
  }
  function drop() {
    try {
      Object.keys(localStorage).forEach(function (k) { if (k.indexOf(prefix) === 0) localStorage.removeItem(k) })
    } catch (e) { /* the same */ }
  }

  var form = document.querySelector('form[data-draft]')
  if (form) {
    var name = form.getAttribute('data-draft'), saved = kept(name), note = form.querySelector('[data-draft-note]')
    fields.forEach(function (f) {
      var e = form.elements[f]
      if (saved && e && !e.value && saved[f]) e.value = saved[f]
    })
    if (note) note.hidden = false
    form.addEventListener('input', function () {
      var now = saved || {}, any = false
      fields.forEach(function (f) {
        var e = form.elements[f]
        if (e) now[f] = e.value
        any = any || !!now[f]
      })
      keep(name, any ? now : null)
    })
    var button = form.querySelector('[data-draft-drop]')
    if (button) button.addEventListener('click', function () {
      drop()
      saved = null
      fields.forEach(function (f) { if (form.elements[f]) form.elements[f].value = '' })
      form.elements.content.focus()
    })
  }
  if (document.querySelector('[data-draft-done]')) drop()

  var print = document.querySelector('[data-print]')
  if (print) {
    print.hidden = false
    print.addEventListener('click', function () { window.print() })
  }
})()
