import { createPinia } from 'pinia'
import { createApp } from 'vue'
import App from './App.vue'
import { carried } from './api'
import { i18n, speak } from './i18n'
import { router } from './router'
import { useSession } from './session'
import './styles/tokens.css'
import './styles/house.css'

const app = createApp(App).use(createPinia()).use(i18n)
const session = useSession()
carried.onLost = session.lose
speak(i18n.global.locale.value)
void session.resume().then(() => app.use(router).mount('#app'))
