/** The little this browser keeps: the city's name for the log-in. Nothing about persons, no password. */
const CITY = 'jumin.city'

export const remembered = {
  city: () => localStorage.getItem(CITY) ?? '',
  keepCity: (name: string) => localStorage.setItem(CITY, name),
}
