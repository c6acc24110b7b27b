import { serve } from "{{ static('offline-worker.js') }}";

serve({{ version | tojson }}, {{ kept | tojson }});
