class ActionCheckSeats:
    def name(self):
        return "action_check_seats"
