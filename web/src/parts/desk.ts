/** One acceptance from search to slip: the person on the desk, the draft, what came of it. */
import { computed, reactive, ref } from 'vue'
import { Refusal, newKey } from '../api'
import * as calls from '../calls'
import { useNotice } from './notice'
import { framed } from './picture'
import type { AcceptanceOrder, Accepted, Application, Ground, Person } from '../types'

const emptyDraft = () => ({
  ground: '',
  production: '1',
  phone: '',
  guardianName: '',
  guardianRelation: '',
  exemption: '',
  nameOnCard: '',
})
export type Draft = ReturnType<typeof emptyDraft>

/** The draft as the server wants it: what is empty stays away. */
export function orderOf(person: Person, draft: Draft): AcceptanceOrder {
  const guardian = { name: draft.guardianName.trim(), relation: draft.guardianRelation }
  return {
    personPart: person.part,
    person: person.id,
    ground: draft.ground,
    production: draft.production,
    phone: draft.phone.trim() || undefined,
    guardian: guardian.name ? guardian : undefined,
    exemption: draft.exemption || undefined,
    nameOnCard: draft.nameOnCard.trim() || undefined,
  }
}

/** What the clerk still has to give, as keys of texts; empty when F9 may be pressed. */
export function missing(person: Person, ground: Ground | undefined, draft: Draft): string[] {
  const rows: [boolean, string][] = [
    [!ground, 'ground'],
    [!!ground?.needsGuardian && !draft.guardianName.trim(), 'guardian'],
    [!!ground?.needsGuardian && !draft.guardianRelation, 'relation'],
    [person.nameUnits > 15 && !draft.nameOnCard.trim(), 'nameOnCard'],
    [draft.phone !== '' && !/^[\d +-]{5,18}$/.test(draft.phone), 'phone'],
  ]
  return rows.filter(([lacks]) => lacks).map(([, key]) => key)
}

/** The picture on the desk and its address for the preview. */
function usePicture() {
  const picture = ref<Blob | null>(null)
  const pictureUrl = ref<string | null>(null)
  function setPicture(blob: Blob | null) {
    if (pictureUrl.value) URL.revokeObjectURL(pictureUrl.value)
    picture.value = blob
    pictureUrl.value = blob ? URL.createObjectURL(blob) : null
  }
  const choosePicture = async (file: Blob) => setPicture((await framed(file)).picture)
  return { picture, pictureUrl, setPicture, choosePicture }
}

/** The only ground that fits is chosen already. */
function onlyGround(person: Person): string {
  const open = person.grounds.filter((g) => g.allowed)
  return open.length === 1 && open[0] ? open[0].code : ''
}

export function useDesk() {
  const notice = useNotice()
  const { picture, pictureUrl, setPicture, choosePicture } = usePicture()
  const person = ref<Person | null>(null)
  const draft = reactive(emptyDraft())
  const accepted = ref<(Accepted | Application) | null>(null)
  let key = newKey()

  const ground = computed(() => person.value?.grounds.find((g) => g.code === draft.ground))
  const lacks = computed(() => (person.value ? missing(person.value, ground.value, draft) : ['person']))
  const dirty = computed(() => !!person.value && !accepted.value && (!!picture.value || !!draft.phone))

  function reset() {
    person.value = null
    accepted.value = null
    Object.assign(draft, emptyDraft())
    setPicture(null)
    key = newKey()
  }
  async function lay(part: number, id: string) {
    const seen = await calls.persons.one(part, id)
    reset()
    person.value = seen
    draft.ground = onlyGround(seen)
  }
  /** The application stands even if its portrait is refused: it waits at the start for another one. */
  async function sendPicture() {
    if (!picture.value || !accepted.value) return
    const done = await calls.applications.portrait(accepted.value.number, accepted.value.ver, picture.value)
    accepted.value = { ...accepted.value, ...done }
  }
  async function accept() {
    if (!person.value || lacks.value.length) return
    accepted.value = await calls.applications.accept(orderOf(person.value, draft), key)
    try {
      await sendPicture()
    } catch (problem) {
      if (!(problem instanceof Refusal)) throw problem
      notice.refuse(problem.problem)
    }
  }
  return {
    person,
    draft,
    ground,
    lacks,
    dirty,
    picture,
    pictureUrl,
    accepted,
    lay,
    reset,
    choosePicture,
    sendPicture,
    accept,
  }
}
export type Desk = ReturnType<typeof useDesk>
