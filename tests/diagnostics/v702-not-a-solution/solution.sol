NAME vagtplan
ROWS
 N wishes
 E seats.20260105T0800
